package io.podagra.ui.roc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.eval.statistics.Interval;
import io.podagra.ui.page.Json;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What became of one series by epoch: its AUC with its interval, and the curves as they were
 * recorded.
 */
final class AucHistory {
    private final SortedMap<Integer, RocRecord> byEpoch = new TreeMap<>();

    void add(RocRecord curve) {
        // A training that goes on from a checkpoint, or begins anew, gives up what came after.
        byEpoch.tailMap(curve.epoch()).clear();
        byEpoch.put(curve.epoch(), curve);
    }

    /** What was recorded after an epoch, or after the last before it. */
    Optional<RocRecord> at(int epoch) {
        SortedMap<Integer, RocRecord> until = byEpoch.headMap(epoch + 1);
        return until.isEmpty() ? Optional.empty() : Optional.of(until.get(until.lastKey()));
    }

    /** Arrays of equal length: epoch, AUC, and the ends of its interval; null what is unknown. */
    ObjectNode json(RocSeries series) {
        ObjectNode node = Json.object();
        node.put("arm", series.arm());
        node.put("set", series.set());
        byEpoch.keySet().forEach(node.putArray("epoch")::add);
        Collection<RocRecord> curves = byEpoch.values();
        ArrayNode auc = node.putArray("auc");
        curves.forEach(curve -> add(auc, curve.auc()));
        ArrayNode low = node.putArray("low");
        curves.forEach(curve -> add(low, end(curve, Interval::low)));
        ArrayNode high = node.putArray("high");
        curves.forEach(curve -> add(high, end(curve, Interval::high)));
        return node;
    }

    private static OptionalDouble end(RocRecord curve, ToDoubleFunction<Interval> end) {
        return curve.interval().stream()
                .mapToDouble(known -> end.applyAsDouble(known.interval()))
                .findFirst();
    }

    private static void add(ArrayNode array, OptionalDouble value) {
        if (value.isPresent()) {
            array.add(RocJson.rounded(value.getAsDouble()));
        } else {
            array.addNull();
        }
    }
}
