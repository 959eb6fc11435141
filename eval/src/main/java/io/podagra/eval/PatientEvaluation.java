package io.podagra.eval;

import io.podagra.eval.statistics.ConfusionCounts;
import io.podagra.eval.statistics.DeLong;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.OperatingPoint;
import io.podagra.eval.statistics.OperatingRule;
import io.podagra.eval.statistics.PatientLevel;
import java.util.EnumMap;
import java.util.Map;

/** The methods' calls of patients, with thresholds that validation patients chose. */
final class PatientEvaluation {
    private final EvaluationInput input;

    PatientEvaluation(EvaluationInput input) {
        this.input = input;
    }

    /** By method, single first. */
    Map<Method, PatientCalls> calls() {
        Map<Method, PatientCalls> calls = new EnumMap<>(Method.class);
        for (Method method : input.test().methods()) {
            LabelledScores shares = shares(input.test(), method);
            Figure<OperatingPoint> chosen =
                    Validation.scores(input, method)
                            .flatMap(
                                    known ->
                                            new OperatingRule.Youden()
                                                    .choose(
                                                            shares(
                                                                    input.validation()
                                                                            .orElseThrow(),
                                                                    method)));
            calls.put(
                    method,
                    new PatientCalls(
                            shares,
                            bothClasses(shares).flatMap(DeLong::estimate),
                            chosen,
                            chosen.map(point -> ConfusionCounts.at(point.threshold(), shares))));
        }
        return calls;
    }

    /** Undefined where every patient is abnormal, or none is. */
    static Figure<LabelledScores> bothClasses(LabelledScores shares) {
        if (shares.positives() == 0) {
            return Figure.undefined("no abnormal patient");
        }
        return shares.negatives() == 0
                ? Figure.undefined("no normal patient: every patient has an abnormal image")
                : Figure.of(shares);
    }

    /** One score for each patient: the share of the images called abnormal. */
    LabelledScores shares(ScoreTable table, Method method) {
        return PatientLevel.shares(
                table.scores(method),
                table.patients(),
                input.points().threshold(method).orElseThrow());
    }
}
