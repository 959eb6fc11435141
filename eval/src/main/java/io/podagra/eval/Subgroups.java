package io.podagra.eval;

import io.podagra.eval.statistics.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The test images by the values of columns of the manifest. */
final class Subgroups {
    /** A column with more values tells images apart rather than groups. */
    private static final int MOST_VALUES = 30;

    private Subgroups() {}

    /** By column, in the order of the settings; in a column by value. */
    static Map<String, Figure<List<Subgroup>>> of(EvaluationInput input, SetEvaluation evaluation) {
        Map<String, Figure<List<Subgroup>>> subgroups = new LinkedHashMap<>();
        for (String column : input.settings().subgroups()) {
            subgroups.put(column, of(column, input.test(), evaluation));
        }
        return subgroups;
    }

    private static Figure<List<Subgroup>> of(
            String column, ScoreTable test, SetEvaluation evaluation) {
        if (test.images().stream().noneMatch(image -> has(image, column))) {
            return Figure.undefined("there is no such column");
        }
        List<String> values =
                test.images().stream()
                        .map(image -> value(image, column))
                        .distinct()
                        .sorted(Comparator.naturalOrder())
                        .toList();
        if (values.equals(List.of(""))) {
            return Figure.undefined("no test image has a value of this column");
        }
        if (values.size() > MOST_VALUES) {
            return Figure.undefined(
                    "the column has %d values, more than %d", values.size(), MOST_VALUES);
        }
        List<Subgroup> subgroups = new ArrayList<>();
        for (String value : values) {
            SetMetrics metrics =
                    evaluation.of(
                            test.where(image -> value(image, column).equals(value)).orElseThrow());
            subgroups.add(new Subgroup(column, value, metrics, SmallSample.reasons(metrics)));
        }
        return Figure.of(List.copyOf(subgroups));
    }

    private static boolean has(ScoredImage image, String column) {
        return image.attributes().keySet().stream().anyMatch(column::equalsIgnoreCase);
    }

    /** What an image has in a column, in whatever case its name is written; empty if nothing. */
    static String value(ScoredImage image, String column) {
        return image.attributes().entrySet().stream()
                .filter(attribute -> column.equalsIgnoreCase(attribute.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
