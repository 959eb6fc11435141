package io.podagra.eval;

import io.podagra.data.InvalidInputException;
import io.podagra.eval.statistics.DecisionCurve;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Holm;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.PriorShift;
import io.podagra.eval.statistics.ZTest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Turns a table of test scores into the figures of the study: for all images, for each view, for
 * subgroups, and for the views put together in other ways.
 */
public final class StudyEvaluation {
    /** Where decision curves are drawn. */
    private static final List<Double> THRESHOLD_PROBABILITIES =
            IntStream.range(1, 100).mapToObj(percent -> percent / 100.0).toList();

    private final EvaluationInput input;

    private StudyEvaluation(EvaluationInput input) {
        this.input = input;
    }

    /**
     * Evaluates test scores alone.
     *
     * @throws InvalidInputException if a method of the table has no threshold
     */
    public static StudyMetrics of(
            ScoreTable test, OperatingPoints points, EvaluationSettings settings) {
        return of(new EvaluationInput(test, Optional.empty(), points, settings, Optional.empty()));
    }

    /**
     * @throws InvalidInputException if a method of the test scores has no threshold, or an image is
     *     among the validation scores, too, and would choose its own threshold
     */
    public static StudyMetrics of(EvaluationInput input) {
        for (Method method : input.test().methods()) {
            if (input.points().threshold(method).isEmpty()) {
                throw new InvalidInputException(
                        "The test scores have a column %s but the thresholds were chosen without it; give validation scores or a threshold of that method"
                                .formatted(method.column()));
            }
        }
        input.validation().ifPresent(validation -> requireApart(input.test(), validation));
        return new StudyEvaluation(input).evaluate();
    }

    private static void requireApart(ScoreTable test, ScoreTable validation) {
        Set<String> images =
                test.images().stream().map(ScoredImage::imageId).collect(Collectors.toSet());
        List<String> shared =
                validation.images().stream()
                        .map(ScoredImage::imageId)
                        .filter(images::contains)
                        .toList();
        if (!shared.isEmpty()) {
            throw new InvalidInputException(
                    "%d of the validation scores are of test images (such as '%s'), which must not choose their own threshold; give validation scores of other images"
                            .formatted(shared.size(), shared.get(0)));
        }
    }

    private StudyMetrics evaluate() {
        ScoreTable test = input.test();
        SetEvaluation evaluation = new SetEvaluation(input.points(), input.settings());
        Map<String, SetMetrics> sets = new LinkedHashMap<>();
        sets.put(StudyMetrics.ALL, evaluation.of(test));
        for (String view : test.views()) {
            sets.put(view, evaluation.of(test.forView(view)));
        }
        SetMetrics all = sets.get(StudyMetrics.ALL);
        double prevalence =
                input.settings()
                        .operating()
                        .givenPrevalence()
                        .orElse((double) all.positives() / all.images());
        PatientEvaluation patients = new PatientEvaluation(input);
        return new StudyMetrics(
                test.methods(),
                withHolm(sets),
                new PoolingEvaluation(input, patients).all(),
                patients.calls(),
                prevalence,
                new RuleEvaluation(input, prevalence).applied(),
                decisionCurves(all, prevalence),
                Subgroups.of(input, evaluation),
                input.learningCurve(),
                input.points(),
                input.settings(),
                test.synthetic());
    }

    private Map<Method, Figure<DecisionCurve>> decisionCurves(SetMetrics all, double prevalence) {
        double ofTest = (double) all.positives() / all.images();
        Map<Method, Figure<DecisionCurve>> curves = new EnumMap<>(Method.class);
        for (Method method : input.test().methods()) {
            LabelledScores scores = input.test().scores(method);
            curves.put(
                    method,
                    // Where the AUC is undefined there is one class only, and no prevalence.
                    all.methods()
                            .get(method)
                            .auc()
                            .flatMap(
                                    both ->
                                            DecisionCurve.of(
                                                    PriorShift.apply(scores, ofTest, prevalence),
                                                    prevalence,
                                                    THRESHOLD_PROBABILITIES)));
        }
        return curves;
    }

    /**
     * Adjusts over the views; the set of all images is the primary comparison and no part of it.
     */
    private static Map<String, SetMetrics> withHolm(Map<String, SetMetrics> sets) {
        List<String> views =
                sets.keySet().stream()
                        .filter(name -> !name.equals(StudyMetrics.ALL))
                        .filter(name -> sets.get(name).comparison().isPresent())
                        .toList();
        List<Figure<Double>> delong = new ArrayList<>();
        List<Figure<Double>> clustered = new ArrayList<>();
        for (String view : views) {
            Comparison comparison = sets.get(view).comparison().orElseThrow();
            delong.add(comparison.delong().map(ZTest::p));
            clustered.add(comparison.clustered().map(ZTest::p));
        }
        List<Figure<Double>> delongAdjusted = Holm.adjust(delong);
        List<Figure<Double>> clusteredAdjusted = Holm.adjust(clustered);
        Map<String, SetMetrics> adjusted = new LinkedHashMap<>(sets);
        for (int i = 0; i < views.size(); i++) {
            SetMetrics set = sets.get(views.get(i));
            adjusted.put(
                    views.get(i),
                    set.withComparison(
                            set.comparison()
                                    .orElseThrow()
                                    .withHolm(delongAdjusted.get(i), clusteredAdjusted.get(i))));
        }
        return adjusted;
    }
}
