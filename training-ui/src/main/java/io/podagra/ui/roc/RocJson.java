package io.podagra.ui.roc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.data.Part;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.OperatingPoint;
import io.podagra.ui.page.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A curve as JSON, in the storage and on the wire: three arrays of equal length; a threshold that
 * is infinite is null, which JSON has no number for. What is unknown is null, too.
 */
final class RocJson {
    /** Shown with three decimals; five are right after that rounding, and a third smaller. */
    private static final double DECIMALS = 1e5;

    /** The first of the three arrays; everything else comes before. */
    private static final String CURVE = "falsePositiveRate";

    private RocJson() {}

    static ObjectNode write(RocSnapshot snapshot) {
        RocResult result = snapshot.result();
        ObjectNode node = Json.object();
        node.put("arm", snapshot.series().arm());
        node.put("set", snapshot.series().set());
        node.put("part", snapshot.series().part().word());
        node.put("epoch", snapshot.epoch());
        snapshot.epochs().forEach(node.putObject("epochs")::put);
        putAuc(node, result.auc());
        putInterval(node, result.interval());
        putOperatingPoint(node, result.operatingPoint());
        node.put("positives", result.positives());
        node.put("negatives", result.negatives());
        node.put("synthetic", snapshot.synthetic());
        node.put("time", snapshot.time().toEpochMilli());
        ArrayNode falsePositiveRate = node.putArray(CURVE);
        ArrayNode truePositiveRate = node.putArray("truePositiveRate");
        ArrayNode threshold = node.putArray("threshold");
        for (RocPoint point : result.points()) {
            falsePositiveRate.add(rounded(point.falsePositiveRate()));
            truePositiveRate.add(rounded(point.truePositiveRate()));
            if (Double.isInfinite(point.threshold())) {
                threshold.addNull();
            } else {
                threshold.add(rounded(point.threshold()));
            }
        }
        return node;
    }

    /**
     * Reads what is not the curve itself.
     *
     * @throws IllegalArgumentException if the text does not begin as {@link #write} gives it
     */
    static RocRecord readHead(String json) {
        JsonNode node = Json.readUntil(json, CURVE);
        JsonNode auc = node.path("auc");
        return new RocRecord(
                series(node),
                node.path("epoch").asInt(),
                auc.isNumber() ? OptionalDouble.of(auc.asDouble()) : OptionalDouble.empty(),
                readInterval(node.path("interval")),
                node.path("synthetic").asBoolean(),
                node.path("time").asLong(),
                json);
    }

    /**
     * @throws IllegalArgumentException if the text is not what {@link #write} gives
     */
    static RocSnapshot read(String json) {
        JsonNode node = Json.read(json);
        Map<String, Integer> epochs = new LinkedHashMap<>();
        node.path("epochs").properties().forEach(e -> epochs.put(e.getKey(), e.getValue().asInt()));
        JsonNode auc = node.path("auc");
        return new RocSnapshot(
                series(node),
                node.path("epoch").asInt(),
                epochs,
                new RocResult(
                        auc.isNumber() ? OptionalDouble.of(auc.asDouble()) : OptionalDouble.empty(),
                        readInterval(node.path("interval")),
                        readOperatingPoint(node.path("operatingPoint")),
                        readPoints(node),
                        node.path("positives").asInt(),
                        node.path("negatives").asInt()),
                node.path("synthetic").asBoolean(),
                Instant.ofEpochMilli(node.path("time").asLong()));
    }

    private static RocSeries series(JsonNode node) {
        return new RocSeries(
                Json.text(node, "arm"),
                Json.text(node, "set"),
                Part.valueOf(Json.text(node, "part").toUpperCase(Locale.ROOT)));
    }

    static double rounded(double value) {
        return Math.round(value * DECIMALS) / DECIMALS;
    }

    private static void putAuc(ObjectNode node, OptionalDouble auc) {
        if (auc.isPresent()) {
            node.put("auc", rounded(auc.getAsDouble()));
        } else {
            node.putNull("auc");
        }
    }

    private static void putInterval(ObjectNode node, Optional<AucInterval> interval) {
        node.putNull("interval");
        interval.ifPresent(
                known ->
                        node.putObject("interval")
                                .put("low", rounded(known.interval().low()))
                                .put("high", rounded(known.interval().high()))
                                .put("units", known.units().word()));
    }

    private static void putOperatingPoint(ObjectNode node, Optional<OperatingPoint> point) {
        node.putNull("operatingPoint");
        point.ifPresent(
                known ->
                        node.putObject("operatingPoint")
                                .put("threshold", rounded(known.threshold()))
                                .put("sensitivity", rounded(known.sensitivity()))
                                .put("specificity", rounded(known.specificity())));
    }

    private static Optional<AucInterval> readInterval(JsonNode node) {
        return node.isObject()
                ? Optional.of(
                        new AucInterval(
                                new Interval(
                                        node.path("low").asDouble(), node.path("high").asDouble()),
                                AucInterval.Units.named(Json.text(node, "units"))))
                : Optional.empty();
    }

    private static Optional<OperatingPoint> readOperatingPoint(JsonNode node) {
        return node.isObject()
                ? Optional.of(
                        new OperatingPoint(
                                node.path("threshold").asDouble(),
                                node.path("sensitivity").asDouble(),
                                node.path("specificity").asDouble()))
                : Optional.empty();
    }

    private static List<RocPoint> readPoints(JsonNode node) {
        JsonNode falsePositiveRate = node.path(CURVE);
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
