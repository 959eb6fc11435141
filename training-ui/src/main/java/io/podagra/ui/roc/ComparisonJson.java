package io.podagra.ui.roc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.ui.page.Json;

/**
 * A comparison as JSON, in the storage and on the wire. A figure that is undefined is null, and of
 * a test without z the key {@code reason} says why, in the words of {@link
 * io.podagra.eval.statistics.Reason#pattern}, which the page has translations of.
 */
final class ComparisonJson {
    /** What tells it from other records. */
    static final String KEY = "comparison";

    private ComparisonJson() {}

    static ObjectNode write(RocComparison comparison) {
        ObjectNode node = Json.object();
        node.put(KEY, comparison.set());
        node.put("images", comparison.images());
        node.put("patients", comparison.patients());
        put(node, "difference", comparison.difference());
        node.set("clustered", test(comparison.clustered()));
        node.set("delong", test(comparison.delong()));
        node.put("chosenOnValidation", comparison.chosenOnValidation());
        return node;
    }

    private static ObjectNode test(RocComparison.Test test) {
        ObjectNode node = Json.object();
        put(node, "low", test.interval().map(Interval::low));
        put(node, "high", test.interval().map(Interval::high));
        // Not rounded: a p of 1e-9 is none of 0.
        test.test()
                .fold(
                        known -> node.put("z", known.z()).put("p", known.p()),
                        why -> node.put("reason", why.pattern()));
        test.holm().value().ifPresent(holm -> node.put("holm", holm));
        return node;
    }

    private static void put(ObjectNode node, String key, Figure<Double> figure) {
        figure.fold(known -> node.put(key, RocJson.rounded(known)), why -> node.putNull(key));
    }
}
