package io.podagra.ui.roc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.data.Part;
import io.podagra.ui.page.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The JSON of the evaluation page, in the storage and on the wire. A curve is three arrays of equal
 * length; a threshold that is infinite is null, which JSON has no number for.
 */
final class RocJson {
    private RocJson() {}

    static ObjectNode write(RocSnapshot snapshot) {
        ObjectNode node = Json.object();
        node.put("arm", snapshot.arm());
        node.put("set", snapshot.set());
        node.put("part", snapshot.part().word());
        node.put("epoch", snapshot.epoch());
        putAuc(node, snapshot.auc());
        node.put("positives", snapshot.positives());
        node.put("negatives", snapshot.negatives());
        node.put("synthetic", snapshot.synthetic());
        node.put("time", snapshot.time().toEpochMilli());
        ArrayNode falsePositiveRate = node.putArray("falsePositiveRate");
        ArrayNode truePositiveRate = node.putArray("truePositiveRate");
        ArrayNode threshold = node.putArray("threshold");
        for (RocPoint point : snapshot.points()) {
            falsePositiveRate.add(Json.rounded(point.falsePositiveRate()));
            truePositiveRate.add(Json.rounded(point.truePositiveRate()));
            if (Double.isInfinite(point.threshold())) {
                threshold.addNull();
            } else {
                threshold.add(Json.rounded(point.threshold()));
            }
        }
        return node;
    }

    /**
     * @throws IllegalArgumentException if the text is not what {@link #write(RocSnapshot)} gives
     */
    static RocSnapshot readSnapshot(String json) {
        JsonNode node = Json.read(json);
        JsonNode auc = node.path("auc");
        return new RocSnapshot(
                Json.text(node, "arm"),
                Json.text(node, "set"),
                Part.valueOf(Json.text(node, "part").toUpperCase(Locale.ROOT)),
                node.path("epoch").asInt(),
                auc.isNumber() ? OptionalDouble.of(auc.asDouble()) : OptionalDouble.empty(),
                readPoints(node),
                node.path("positives").asInt(),
                node.path("negatives").asInt(),
                node.path("synthetic").asBoolean(),
                Instant.ofEpochMilli(node.path("time").asLong()));
    }

    static void putAuc(ObjectNode node, OptionalDouble auc) {
        if (auc.isPresent()) {
            node.put("auc", auc.getAsDouble());
        } else {
            node.putNull("auc");
        }
    }

    private static List<RocPoint> readPoints(JsonNode node) {
        JsonNode falsePositiveRate = node.path("falsePositiveRate");
        JsonNode truePositiveRate = node.path("truePositiveRate");
        JsonNode threshold = node.path("threshold");
        if (falsePositiveRate.size() != truePositiveRate.size()
                || falsePositiveRate.size() != threshold.size()) {
            throw new IllegalArgumentException("the arrays of the curve differ in length");
        }
        List<RocPoint> points = new ArrayList<>(threshold.size());
        for (int i = 0; i < threshold.size(); i++) {
            points.add(
                    new RocPoint(
                            falsePositiveRate.get(i).asDouble(),
                            truePositiveRate.get(i).asDouble(),
                            threshold.get(i).asDouble(Double.POSITIVE_INFINITY)));
        }
        return points;
    }
}
