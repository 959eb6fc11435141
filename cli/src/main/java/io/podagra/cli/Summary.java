package io.podagra.cli;

import io.podagra.eval.Comparison;
import io.podagra.eval.Method;
import io.podagra.eval.MethodMetrics;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.ZTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The main figures of an evaluation as a table for a terminal. */
final class Summary {
    private static final String ROW = "%-12s %-9s %7s %7s %7s %7s %7s%n";

    private Summary() {}

    /**
     * The table, with notices above it.
     *
     * @param synthetic what the cohort says; its images' names may not tell
     * @param notices what else a reader must know first
     */
    static String of(StudyMetrics metrics, boolean synthetic, List<String> notices) {
        StringBuilder text = new StringBuilder();
        if (synthetic || metrics.synthetic()) {
            text.append(Synthetic.DATA).append(System.lineSeparator());
        }
        notices.forEach(
                notice -> text.append("WARNING: ").append(notice).append(System.lineSeparator()));
        text.append(ROW.formatted("set", "model", "images", "AUC", "acc. %", "sens. %", "spec. %"));
        metrics.sets().forEach((name, set) -> appendSet(text, name, set));
        return text.toString();
    }

    private static void appendSet(StringBuilder text, String name, SetMetrics set) {
        for (Map.Entry<Method, MethodMetrics> entry : set.methods().entrySet()) {
            MethodMetrics method = entry.getValue();
            text.append(
                    ROW.formatted(
                            name,
                            entry.getKey().word(),
                            set.images(),
                            number("%.3f", method.auc(), 1),
                            number("%.1f", method.accuracy().value(), 100),
                            number("%.1f", method.sensitivity().value(), 100),
                            number("%.1f", method.specificity().value(), 100)));
        }
        set.comparison().ifPresent(comparison -> appendComparison(text, name, comparison));
    }

    private static void appendComparison(StringBuilder text, String name, Comparison comparison) {
        appendTest(text, name, "DeLong's test, images", comparison.delong());
        appendTest(text, name, "Obuchowski's test, patients", comparison.clustered());
    }

    private static void appendTest(
            StringBuilder text, String name, String test, Figure<ZTest> result) {
        text.append(
                "%-12s %s, single against multiple: %s%n"
                        .formatted(
                                name,
                                test,
                                result.fold(Summary::words, why -> "not defined, " + why)));
    }

    private static String words(ZTest test) {
        String p =
                test.p() < 0.001 ? "P < 0.001" : String.format(Locale.ROOT, "P = %.3f", test.p());
        return String.format(Locale.ROOT, "Z = %.2f, %s", test.z(), p);
    }

    private static String number(String format, Figure<Double> figure, double factor) {
        return figure.fold(value -> String.format(Locale.ROOT, format, value * factor), why -> "-");
    }
}
