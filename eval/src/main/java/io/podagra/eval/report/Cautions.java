package io.podagra.eval.report;

import io.podagra.eval.EvaluationSettings;
import io.podagra.eval.Method;
import io.podagra.eval.MethodMetrics;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.SmallSample;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the figures themselves warn of. */
final class Cautions {
    private Cautions() {}

    /** The cautions of a report: those it is given, then those found in the figures. */
    static List<String> of(StudyMetrics metrics, ScoreTable test, ReportContext context) {
        List<String> cautions = new ArrayList<>(context.cautions());
        int drawn = test.syntheticImages();
        if (drawn > 0 && drawn < test.images().size()) {
            cautions.add(
                    "%s of %s are synthetic and mixed with others; figures over both mean nothing."
                            .formatted(
                                    Format.count(drawn),
                                    Format.counted(test.images().size(), "image")));
        }
        for (Map.Entry<String, SetMetrics> entry : metrics.sets().entrySet()) {
            String set = RocChart.setName(entry.getKey());
            small(entry.getValue())
                    .ifPresent(
                            reasons ->
                                    cautions.add(
                                            "Small group, %s: %s. Its intervals are too rough to rely on."
                                                    .formatted(set, reasons)));
            redraws(set, entry.getValue(), metrics.settings(), cautions);
            separated(set, entry.getValue(), cautions);
        }
        if (metrics.methods().contains(Method.MULTIPLE) && test.views().size() > 1) {
            cautions.add(
                    "Over all images, the multiple model\u2019s AUC compares scores of different"
                        + " networks. If these are calibrated differently it shifts, while the AUC"
                        + " of every view stays; read it beside the views.");
        }
        return cautions;
    }

    /** Why the intervals of a set are too rough to rely on, if they are. */
    static Optional<String> small(SetMetrics metrics) {
        List<String> reasons = SmallSample.reasons(metrics).stream().map(Reason::text).toList();
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    private static void redraws(
            String set, SetMetrics metrics, EvaluationSettings settings, List<String> cautions) {
        int oneClass =
                metrics.methods().values().stream()
                        .mapToInt(MethodMetrics::oneClassRedraws)
                        .max()
                        .orElse(0);
        if (oneClass > 0) {
            cautions.add(
                    "Bootstrap, %s: %s of %s redraws had images of one class only and were left out."
                            .formatted(
                                    set,
                                    Format.count(oneClass),
                                    Format.count(settings.bootstrapRedraws())));
        }
    }

    private static void separated(String set, SetMetrics metrics, List<String> cautions) {
        List<String> methods =
                metrics.methods().entrySet().stream()
                        .filter(entry -> hasNoWidth(entry.getValue().aucDelong()))
                        .map(entry -> entry.getKey().word())
                        .toList();
        if (!methods.isEmpty()) {
            cautions.add(
                    "Intervals without width, %s (%s): the scores part the classes without overlap, so the formula finds no variance. That is no certainty."
                            .formatted(set, String.join(", ", methods)));
        }
    }

    private static boolean hasNoWidth(Figure<Interval> interval) {
        return interval.value().filter(known -> known.width() == 0).isPresent();
    }
}
