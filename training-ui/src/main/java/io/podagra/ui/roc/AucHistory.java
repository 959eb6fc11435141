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

/**
 * What became of one series by epoch: its AUC with its interval, and the curves as they were
 * recorded. These are kept as text, a few kilobytes each, since few of them are ever looked at
 * again.
 */
final class AucHistory {
    private record Entry(OptionalDouble auc, Optional<Interval> interval, String recorded) {}

    private final SortedMap<Integer, Entry> byEpoch = new TreeMap<>();

    /**
     * @param recorded what the snapshot was read from
     */
    void add(RocSnapshot snapshot, String recorded) {
        // A training that goes on from a checkpoint, or begins anew, gives up what came after.
        byEpoch.tailMap(snapshot.epoch()).clear();
        byEpoch.put(
                snapshot.epoch(),
                new Entry(
                        snapshot.result().auc(),
                        snapshot.result().interval().map(AucInterval::interval),
                        recorded));
    }

    /** What was recorded after an epoch, or after the last before it. */
    Optional<String> recordedAt(int epoch) {
        SortedMap<Integer, Entry> until = byEpoch.headMap(epoch + 1);
        return until.isEmpty()
                ? Optional.empty()
                : Optional.of(until.get(until.lastKey()).recorded());
    }

    /** Arrays of equal length: epoch, AUC, and the ends of its interval; null what is unknown. */
    ObjectNode json(RocSeries series) {
        ObjectNode node = Json.object();
        node.put("arm", series.arm());
        node.put("set", series.set());
        byEpoch.keySet().forEach(node.putArray("epoch")::add);
        Collection<Entry> entries = byEpoch.values();
        ArrayNode auc = node.putArray("auc");
        entries.forEach(entry -> add(auc, entry.auc()));
        ArrayNode low = node.putArray("low");
        entries.forEach(entry -> add(low, entry.interval().map(Interval::low)));
        ArrayNode high = node.putArray("high");
        entries.forEach(entry -> add(high, entry.interval().map(Interval::high)));
        return node;
    }

    private static void add(ArrayNode array, Optional<Double> value) {
        add(array, value.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }

    private static void add(ArrayNode array, OptionalDouble value) {
        if (value.isPresent()) {
            array.add(RocJson.rounded(value.getAsDouble()));
        } else {
            array.addNull();
        }
    }
}
