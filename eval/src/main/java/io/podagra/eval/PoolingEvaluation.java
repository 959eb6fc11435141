package io.podagra.eval;

import io.podagra.eval.statistics.AucComparison;
import io.podagra.eval.statistics.AucEstimate;
import io.podagra.eval.statistics.ClusteredAuc;
import io.podagra.eval.statistics.DeLong;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.Patients;
import io.podagra.eval.statistics.PlattScaling;
import io.podagra.eval.statistics.StratifiedAuc;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The methods over all views, put together in four ways. */
final class PoolingEvaluation {
    private final EvaluationInput input;
    private final PatientEvaluation patients;

    PoolingEvaluation(EvaluationInput input, PatientEvaluation patients) {
        this.input = input;
        this.patients = patients;
    }

    /** By pooling, the paper's first. */
    Map<Pooling, PooledComparison> all() {
        ScoreTable test = input.test();
        Patients units = test.patients();
        List<String> views = test.viewOfEach();
        Map<Pooling, PooledComparison> all = new EnumMap<>(Pooling.class);
        all.put(
                Pooling.RAW,
                compared(
                        method -> Figure.of(test.scores(method)),
                        scores -> ClusteredAuc.estimate(scores, units),
                        (first, second) -> ClusteredAuc.compare(first, second, units)));
        all.put(
                Pooling.CALIBRATED,
                compared(
                        this::calibrated,
                        scores -> ClusteredAuc.estimate(scores, units),
                        (first, second) -> ClusteredAuc.compare(first, second, units)));
        all.put(
                Pooling.WITHIN_VIEW,
                compared(
                        method -> Figure.of(test.scores(method)),
                        scores -> StratifiedAuc.estimate(scores, views, units),
                        (first, second) -> StratifiedAuc.compare(first, second, views, units)));
        all.put(
                Pooling.PATIENT_LEVEL,
                compared(
                        method -> PatientEvaluation.bothClasses(patients.shares(test, method)),
                        DeLong::estimate,
                        DeLong::compare));
        return all;
    }

    /** Compares two methods' scores of the same images or patients. */
    @FunctionalInterface
    private interface Comparing {
        Figure<AucComparison> compare(LabelledScores first, LabelledScores second);
    }

    private PooledComparison compared(
            Function<Method, Figure<LabelledScores>> scores,
            Function<LabelledScores, Figure<AucEstimate>> estimate,
            Comparing comparing) {
        Map<Method, Figure<AucEstimate>> aucs = new EnumMap<>(Method.class);
        input.test()
                .methods()
                .forEach(method -> aucs.put(method, scores.apply(method).flatMap(estimate)));
        Figure<AucComparison> difference =
                aucs.size() < 2
                        ? Figure.undefined("only one method was scored")
                        : scores.apply(Method.SINGLE)
                                .flatMap(
                                        single ->
                                                scores.apply(Method.MULTIPLE)
                                                        .flatMap(
                                                                multiple ->
                                                                        comparing.compare(
                                                                                single, multiple)));
        return new PooledComparison(
                aucs,
                difference,
                difference
                        .flatMap(known -> known.interval(Interval.CONFIDENCE))
                        .flatMap(
                                interval ->
                                        Verdict.of(
                                                interval, input.settings().equivalenceMargin())));
    }

    /** The scores after Platt scaling within each view on validation images. */
    private Figure<LabelledScores> calibrated(Method method) {
        ScoreTable test = input.test();
        Map<String, PlattScaling> scalings = new HashMap<>();
        for (String view : test.views()) {
            Figure<PlattScaling> scaling =
                    Validation.scores(input, method).flatMap(any -> scaling(view, method));
            if (scaling instanceof Figure.Undefined<PlattScaling> none) {
                return Figure.undefined(none.why());
            }
            if (scaling.orElseThrow().slope() <= 0) {
                return Figure.undefined(
                        "the validation scores of a view rank its images the wrong way round");
            }
            scalings.put(view, scaling.orElseThrow());
        }
        LabelledScores raw = test.scores(method);
        List<String> views = test.viewOfEach();
        double[] scores = new double[raw.size()];
        boolean[] abnormal = new boolean[raw.size()];
        for (int image = 0; image < scores.length; image++) {
            scores[image] = scalings.get(views.get(image)).apply(raw.score(image));
            abnormal[image] = raw.abnormal(image);
        }
        return Figure.of(LabelledScores.of(scores, abnormal));
    }

    private Figure<PlattScaling> scaling(String view, Method method) {
        return input.validation()
                .flatMap(table -> table.where(image -> image.view().equals(view)))
                .map(table -> PlattScaling.fit(table.scores(method)))
                .orElseGet(() -> Figure.undefined("a view has no validation images"));
    }
}
