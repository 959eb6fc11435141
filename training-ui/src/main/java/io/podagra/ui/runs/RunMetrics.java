package io.podagra.ui.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.ui.page.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The figures of {@code eval/metrics.json} that a comparison of runs shows: of all test images and
 * of each view, for both methods. The interval of an AUC is the one that knows that images of a
 * patient are alike; those of the proportions are from redrawing patients, or Wilson's where there
 * is none.
 */
final class RunMetrics {
    private static final List<String> METHODS = List.of("single", "multiple");
    private static final List<String> PROPORTIONS =
            List.of("accuracy", "sensitivity", "specificity");

    private RunMetrics() {}

    static ObjectNode read(byte[] content) throws IOException {
        JsonNode metrics = Json.read(new String(content, StandardCharsets.UTF_8));
        if (!metrics.path("sets").isObject()) {
            throw new IOException("no metrics");
        }
        ObjectNode node = Json.object();
        node.put("synthetic", metrics.path("synthetic").asBoolean());
        ArrayNode sets = node.putArray("sets");
        metrics.get("sets")
                .properties()
                .forEach(entry -> sets.add(set(entry.getKey(), entry.getValue())));
        return node;
    }

    private static ObjectNode set(String name, JsonNode set) {
        ObjectNode node = Json.object();
        node.put("set", name);
        for (String count : List.of("images", "patients", "positives")) {
            if (set.path(count).isInt()) {
                node.put(count, set.get(count).intValue());
            }
        }
        ObjectNode methods = node.putObject("methods");
        for (String method : METHODS) {
            JsonNode figures = set.path("methods").path(method);
            if (figures.isObject()) {
                methods.set(method, figures(figures));
            }
        }
        JsonNode comparison = set.path("comparison");
        JsonNode difference = comparison.path("aucDifference");
        node.set("difference", interval(difference.path("value"), difference.path("ci95")));
        putNumber(node, "p", comparison.path("clustered").path("p"));
        if (comparison.path("verdict").isTextual()) {
            node.put("verdict", comparison.get("verdict").textValue());
        }
        return node;
    }

    private static ObjectNode figures(JsonNode figures) {
        ObjectNode node = Json.object();
        node.set("auc", interval(figures.path("auc"), figures.path("aucClustered95")));
        for (String name : PROPORTIONS) {
            JsonNode proportion = figures.path(name);
            JsonNode bootstrap = proportion.path("bootstrap95");
            node.set(
                    name,
                    interval(
                            proportion.path("value"),
                            bootstrap.isArray() ? bootstrap : proportion.path("wilson95")));
        }
        return node;
    }

    /** The value and, if there is one, its interval; null without a value. */
    private static JsonNode interval(JsonNode value, JsonNode interval) {
        if (!value.isNumber()) {
            return Json.object().nullNode();
        }
        ObjectNode node = Json.object();
        putNumber(node, "value", value);
        if (interval.path(0).isNumber() && interval.path(1).isNumber()) {
            putNumber(node, "low", interval.get(0));
            putNumber(node, "high", interval.get(1));
        }
        return node;
    }

    private static void putNumber(ObjectNode node, String key, JsonNode number) {
        if (number.isNumber()) {
            node.put(key, Json.rounded(number.doubleValue()));
        }
    }
}
