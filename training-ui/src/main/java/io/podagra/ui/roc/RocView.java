package io.podagra.ui.roc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.data.Part;
import io.podagra.ui.page.Json;
import io.podagra.ui.page.RunView;
import io.podagra.ui.storage.SessionId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run as the page of ROC curves shows it: the latest curve of every series, and the AUC of
 * every epoch. Earlier curves stay in the storage only, so that the answer does not grow with the
 * epochs.
 */
final class RocView implements RunView {
    private static final Logger LOG = LoggerFactory.getLogger(RocView.class);

    /** What belongs to one line of a chart. */
    private record Series(String arm, String set, Part part) {}

    private final Map<Series, RocSnapshot> latest = new LinkedHashMap<>();
    private final Map<Series, SortedMap<Integer, OptionalDouble>> aucByEpoch =
            new LinkedHashMap<>();

    /** Nothing of an evaluation stands; there is one more after every epoch. */
    @Override
    public void put(String json) {
        LOG.debug("Not shown: {}", json);
    }

    @Override
    public void add(String json) {
        RocSnapshot snapshot;
        try {
            snapshot = RocJson.readSnapshot(json);
        } catch (IllegalArgumentException e) {
            LOG.warn("A recorded evaluation is unreadable and left out: {}", e.getMessage());
            return;
        }
        Series series = new Series(snapshot.arm(), snapshot.set(), snapshot.part());
        latest.put(series, snapshot);
        if (snapshot.part() == Part.VALIDATION) {
            aucByEpoch
                    .computeIfAbsent(series, ignored -> new TreeMap<>())
                    .put(snapshot.epoch(), snapshot.auc());
        }
    }

    @Override
    public ObjectNode json(String name) {
        ObjectNode node = Json.object();
        node.put("run", name);
        node.put("synthetic", synthetic());
        ArrayNode curves = node.putArray("curves");
        latest.values()
                .forEach(
                        snapshot ->
                                curves.add(
                                        RocJson.write(snapshot)
                                                .put(
                                                        "session",
                                                        SessionId.ofArm(name, snapshot.arm()))));
        ArrayNode history = node.putArray("aucByEpoch");
        aucByEpoch.forEach((series, values) -> history.add(json(series, values)));
        return node;
    }

    @Override
    public long time() {
        return latest.values().stream()
                .map(RocSnapshot::time)
                .mapToLong(Instant::toEpochMilli)
                .max()
                .orElse(0);
    }

    @Override
    public boolean synthetic() {
        return latest.values().stream().anyMatch(RocSnapshot::synthetic);
    }

    private static ObjectNode json(Series series, SortedMap<Integer, OptionalDouble> values) {
        ObjectNode node = Json.object();
        node.put("arm", series.arm());
        node.put("set", series.set());
        ArrayNode points = node.putArray("points");
        values.forEach((epoch, auc) -> RocJson.putAuc(points.addObject().put("epoch", epoch), auc));
        return node;
    }
}
