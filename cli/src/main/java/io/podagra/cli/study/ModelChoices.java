package io.podagra.cli.study;

import io.podagra.eval.EvaluationSettings;
import io.podagra.eval.Method;
import io.podagra.eval.OperatingPoints;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.OperatingRule;
import io.podagra.eval.statistics.PlattScaling;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelMetadata.Calibration;
import io.podagra.model.ModelMetadata.OperatingPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What validation images choose for a model: operating points, calibration, and when a patient is
 * called abnormal. What is not defined on them is left out.
 */
final class ModelChoices {
    private final ScoreTable validation;
    private final OperatingPoints points;
    private final EvaluationSettings settings;

    ModelChoices(ScoreTable validation, OperatingPoints points, EvaluationSettings settings) {
        this.validation = validation;
        this.points = points;
        this.settings = settings;
    }

    /** The metadata of an arm's model with all of it. */
    ModelMetadata into(ModelMetadata metadata, Arm arm) {
        Method method = arm.view().isEmpty() ? Method.SINGLE : Method.MULTIPLE;
        Optional<ScoreTable> own = own(arm);
        return metadata.withChoices(
                operatingPoints(method, own),
                own.flatMap(table -> calibration(table, method)),
                own.flatMap(
                        table ->
                                PatientCallChoice.of(
                                        table, method, points.threshold(method).orElseThrow())));
    }

    /** The validation images that an arm's model is for; empty if there are none. */
    private Optional<ScoreTable> own(Arm arm) {
        if (arm.view().isEmpty()) {
            return Optional.of(validation);
        }
        String view = arm.view().get().name();
        return validation.views().contains(view)
                ? Optional.of(validation.forView(view))
                : Optional.empty();
    }

    /**
     * The study's own, which its figures are of and which is one for each method, then those by
     * other rules, which are the model's own: a network for a view is asked for the sensitivity on
     * its view.
     */
    private List<OperatingPoint> operatingPoints(Method method, Optional<ScoreTable> own) {
        List<OperatingPoint> chosen = new ArrayList<>();
        chosen.add(ofStudy(method));
        own.ifPresent(
                table -> {
                    LabelledScores scores = table.scores(method);
                    for (OperatingRule rule : settings.operating().rules(prevalence(scores))) {
                        if (!(rule instanceof OperatingRule.Youden)) {
                            rule.choose(scores)
                                    .map(point -> point.threshold())
                                    .value()
                                    .ifPresent(
                                            threshold ->
                                                    chosen.add(
                                                            new OperatingPoint(
                                                                    threshold,
                                                                    name(rule),
                                                                    words(table))));
                        }
                    }
                });
        return chosen;
    }

    private OperatingPoint ofStudy(Method method) {
        OperatingRule.Youden rule = new OperatingRule.Youden();
        boolean isChosen = rule.choose(validation.scores(method)).isKnown();
        return new OperatingPoint(
                points.threshold(method).orElseThrow(),
                isChosen ? name(rule) : "conventional",
                isChosen ? words(validation) : points.origin());
    }

    private static String words(ScoreTable table) {
        return "%,d validation images of %,d patients, %s"
                .formatted(
                        table.images().size(),
                        table.patients().count(),
                        PatientCallChoice.viewWords(table));
    }

    private double prevalence(LabelledScores scores) {
        double share = (double) scores.positives() / scores.size();
        return settings.operating().givenPrevalence().orElse(share > 0 && share < 1 ? share : 0.5);
    }

    private static String name(OperatingRule rule) {
        if (rule instanceof OperatingRule.FixedSensitivity fixed) {
            return "sensitivity-" + fixed.least();
        }
        if (rule instanceof OperatingRule.FixedSpecificity fixed) {
            return "specificity-" + fixed.least();
        }
        return rule instanceof OperatingRule.CostRatio cost
                ? "cost-" + cost.falseNegativeCost()
                : "youden";
    }

    /** Each network has its own: what they make of their views differs. */
    private static Optional<Calibration> calibration(ScoreTable own, Method method) {
        return PlattScaling.fit(own.scores(method))
                .value()
                .filter(scaling -> scaling.slope() > 0)
                .map(scaling -> new Calibration(scaling.slope(), scaling.intercept(), words(own)));
    }
}
