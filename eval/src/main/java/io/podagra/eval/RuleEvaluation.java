package io.podagra.eval;

import io.podagra.eval.statistics.ConfusionCounts;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.OperatingPoint;
import io.podagra.eval.statistics.OperatingRule;
import io.podagra.eval.statistics.PredictiveValues;
import java.util.ArrayList;
import java.util.List;

/** Operating points that rules choose on validation images, applied to the test images. */
final class RuleEvaluation {
    /** Where validation images have one class, and no rule will find a threshold anyway. */
    private static final double EVEN = 0.5;

    private final EvaluationInput input;
    private final double prevalence;

    /**
     * @param prevalence share of abnormal images for predictive values, 0 to 1
     */
    RuleEvaluation(EvaluationInput input, double prevalence) {
        this.input = input;
        this.prevalence = prevalence;
    }

    /** By rule, and for each rule by method. */
    List<AppliedRule> applied() {
        List<AppliedRule> applied = new ArrayList<>();
        if (prevalence <= 0 || prevalence >= 1) {
            return applied; // one class only: no rule has anything to weigh
        }
        for (OperatingRule rule : input.settings().operating().rules(prevalenceOfCosts())) {
            input.test().methods().forEach(method -> applied.add(apply(rule, method)));
        }
        return applied;
    }

    /** The given one, or that of the validation images: test labels choose no threshold. */
    private double prevalenceOfCosts() {
        return input.settings()
                .operating()
                .givenPrevalence()
                .orElseGet(
                        () ->
                                input.validation()
                                        .map(table -> table.scores(table.methods().get(0)))
                                        .map(scores -> (double) scores.positives() / scores.size())
                                        .filter(share -> share > 0 && share < 1)
                                        .orElse(EVEN));
    }

    private AppliedRule apply(OperatingRule rule, Method method) {
        Figure<OperatingPoint> chosen = Validation.scores(input, method).flatMap(rule::choose);
        LabelledScores test = input.test().scores(method);
        Figure<ConfusionCounts> counts =
                chosen.map(point -> ConfusionCounts.at(point.threshold(), test));
        Figure<PredictiveValues> predictive = counts.flatMap(this::predictive);
        return new AppliedRule(rule, method, chosen, counts, predictive);
    }

    private Figure<PredictiveValues> predictive(ConfusionCounts counts) {
        return counts.sensitivity()
                .flatMap(
                        sensitivity ->
                                counts.specificity()
                                        .map(
                                                specificity ->
                                                        PredictiveValues.of(
                                                                sensitivity,
                                                                specificity,
                                                                prevalence)));
    }
}
