package io.podagra.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the figures themselves warn of. */
final class Cautions {
    private static final int FEW_IMAGES = 30;
    private static final int FEW_OF_A_CLASS = 10;

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
            small(set, entry.getValue(), cautions);
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

    private static void small(String set, SetMetrics metrics, List<String> cautions) {
        int fewest = Math.min(metrics.positives(), metrics.negatives());
        if (metrics.images() < FEW_IMAGES || fewest < FEW_OF_A_CLASS) {
            cautions.add(
                    "Small group, %s: %s, %s abnormal and %s normal. Below %d images or %d of a class the intervals are too rough to rely on."
                            .formatted(
                                    set,
                                    Format.counted(metrics.images(), "image"),
                                    Format.count(metrics.positives()),
                                    Format.count(metrics.negatives()),
                                    FEW_IMAGES,
                                    FEW_OF_A_CLASS));
        }
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
        metrics.methods()
                .forEach(
                        (method, figures) -> {
                            if (figures.aucDelong()
                                    .value()
                                    .filter(i -> i.width() == 0)
                                    .isPresent()) {
                                cautions.add(
                                        "The AUC interval of the %s model, %s, has no width because the scores part the classes without overlap; that is no certainty."
                                                .formatted(method.word(), set));
                            }
                        });
    }
}
