package io.podagra.cli.study;

import io.podagra.eval.EvaluationSettings;
import io.podagra.eval.Method;
import io.podagra.eval.OperatingPoints;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.OperatingRule;
import io.podagra.eval.statistics.PatientLevel;
import io.podagra.eval.statistics.PlattScaling;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelMetadata.Calibration;
import io.podagra.model.ModelMetadata.OperatingPoint;
import io.podagra.model.ModelMetadata.PatientCall;
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
        return metadata.withChoices(
                operatingPoints(method), calibration(arm, method), call(method));
    }

    /** The study's own, which its figures are of, then those by other rules. */
    private List<OperatingPoint> operatingPoints(Method method) {
        LabelledScores scores = validation.scores(method);
        String on =
                "%,d validation images of %,d patients"
                        .formatted(scores.size(), validation.patients().count());
        List<OperatingPoint> chosen = new ArrayList<>();
        for (OperatingRule rule : settings.operating().rules(prevalence(scores))) {
            var threshold = rule.choose(scores).map(point -> point.threshold()).value();
            if (rule instanceof OperatingRule.Youden) {
                chosen.add(
                        new OperatingPoint(
                                points.threshold(method).orElseThrow(),
                                threshold.isPresent() ? name(rule) : "conventional",
                                threshold.isPresent() ? on : points.origin()));
            } else {
                threshold.ifPresent(value -> chosen.add(new OperatingPoint(value, name(rule), on)));
            }
        }
        return chosen;
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
    private Optional<Calibration> calibration(Arm arm, Method method) {
        Optional<ScoreTable> own =
                arm.view()
                        .map(view -> view.name())
                        .map(
                                view ->
                                        validation.views().contains(view)
                                                ? Optional.of(validation.forView(view))
                                                : Optional.<ScoreTable>empty())
                        .orElse(Optional.of(validation));
        return own.flatMap(
                table ->
                        PlattScaling.fit(table.scores(method))
                                .value()
                                .filter(scaling -> scaling.slope() > 0)
                                .map(
                                        scaling ->
                                                new Calibration(
                                                        scaling.slope(),
                                                        scaling.intercept(),
                                                        "%,d validation images of %,d patients"
                                                                .formatted(
                                                                        table.images().size(),
                                                                        table.patients()
                                                                                .count()))));
    }

    private Optional<PatientCall> call(Method method) {
        LabelledScores shares =
                PatientLevel.shares(
                        validation.scores(method),
                        validation.patients(),
                        points.threshold(method).orElseThrow());
        Figure<Double> share =
                new OperatingRule.Youden().choose(shares).map(point -> point.threshold());
        return share.value()
                .map(
                        least ->
                                new PatientCall(
                                        least,
                                        "youden",
                                        "%,d validation patients".formatted(shares.size())));
    }
}
