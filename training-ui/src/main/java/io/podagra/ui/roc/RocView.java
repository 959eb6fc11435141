package io.podagra.ui.roc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.data.Part;
import io.podagra.ui.page.Json;
import io.podagra.ui.page.RunView;
import io.podagra.ui.storage.SessionId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run as the page of ROC curves shows it: the latest curve of every series, the AUC of every
 * epoch, and the comparisons on test images. Earlier curves are given one epoch at a time, so that
 * the answer does not grow with them.
 */
final class RocView implements RunView {
    private static final Logger LOG = LoggerFactory.getLogger(RocView.class);

    private final Map<RocSeries, RocRecord> latest = new LinkedHashMap<>();
    private final Map<RocSeries, AucHistory> histories = new LinkedHashMap<>();

    /** By set, that of all images first, whatever order the storage has. */
    private final Map<String, JsonNode> comparisons =
            new TreeMap<>(
                    Comparator.<String, Boolean>comparing(set -> !set.equals(RocSeries.ALL))
                            .thenComparing(Comparator.naturalOrder()));

    @Override
    public void put(String json) {
        try {
            JsonNode node = Json.read(json);
            if (node.has(ComparisonJson.KEY)) {
                comparisons.put(Json.text(node, ComparisonJson.KEY), node);
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("A recorded comparison is unreadable and left out: {}", e.getMessage());
        }
    }

    @Override
    public void add(String json) {
        try {
            RocRecord curve = RocJson.readHead(json);
            latest.put(curve.series(), curve);
            if (curve.series().part() == Part.VALIDATION) {
                histories.computeIfAbsent(curve.series(), ignored -> new AucHistory()).add(curve);
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("A recorded ROC curve is unreadable and left out: {}", e.getMessage());
        }
    }

    @Override
    public ObjectNode json(String name) {
        ObjectNode node = Json.object();
        node.put("run", name);
        node.put("synthetic", synthetic());
        ArrayNode curves = node.putArray("curves");
        latest.values().forEach(curve -> add(curves, name, curve));
        ArrayNode aucByEpoch = node.putArray("aucByEpoch");
        histories.forEach((series, history) -> aucByEpoch.add(history.json(series)));
        node.putArray("comparisons").addAll(comparisons.values());
        return node;
    }

    /**
     * The curves of validation images as they were then; of a series that ended before, its last.
     */
    @Override
    public Optional<ObjectNode> epoch(String name, int epoch) {
        ObjectNode node = Json.object();
        node.put("run", name);
        node.put("epoch", epoch);
        ArrayNode curves = node.putArray("curves");
        histories.values().stream()
                .flatMap(history -> history.at(epoch).stream())
                .forEach(curve -> add(curves, name, curve));
        return curves.isEmpty() ? Optional.empty() : Optional.of(node);
    }

    @Override
    public long time() {
        return latest.values().stream().mapToLong(RocRecord::time).max().orElse(0);
    }

    @Override
    public boolean synthetic() {
        return latest.values().stream().anyMatch(RocRecord::synthetic);
    }

    private static void add(ArrayNode curves, String run, RocRecord curve) {
        try {
            String session = SessionId.ofArm(run, curve.series().arm());
            curves.add(RocJson.write(RocJson.read(curve.json())).put("session", session));
        } catch (IllegalArgumentException e) {
            LOG.warn("A recorded ROC curve is unreadable and left out: {}", e.getMessage());
        }
    }
}
