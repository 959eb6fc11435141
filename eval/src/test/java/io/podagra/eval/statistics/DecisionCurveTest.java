package io.podagra.eval.statistics;

import static io.podagra.eval.statistics.References.expected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.podagra.eval.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionCurveTest {
    private static final List<Double> THRESHOLDS = List.of(0.0, 0.05, 0.25, 0.5, 0.8);
    private static final LabelledScores SCORES =
            Samples.scores(new double[] {.1, .6}, new double[] {.4, .9});

    static List<String> names() {
        return References.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void atTheImagesOwnPrevalenceIsThePrintedFormula(String name) {
        for (Method method : Method.values()) {
            LabelledScores scores = References.table(name).scores(method);
            double prevalence = (double) scores.positives() / scores.size();

            assertThat(points(scores, prevalence, THRESHOLDS))
                    .allSatisfy(
                            point ->
                                    assertThat(point.netBenefit())
                                            .isCloseTo(
                                                    expected(
                                                            name,
                                                            method.word()
                                                                    + ".netBenefit."
                                                                    + point.threshold()),
                                                    within(1e-12)));
        }
    }

    @Test
    void weighsFoundImagesAgainstFalseAlarms() {
        DecisionCurve.Point point = points(SCORES, 0.2, List.of(0.5)).get(0);

        // Half the abnormal found, half the normal called: .5 x .2 - .5 x .8 x 1.
        assertThat(point.netBenefit()).isCloseTo(-0.3, within(1e-15));
        assertThat(point.treatAll()).isCloseTo(0.2 - 0.8, within(1e-15));
    }

    @Test
    void actingAtAnyProbabilityIsTreatingAll() {
        assertThat(points(SCORES, 0.2, List.of(0.0)))
                .containsExactly(new DecisionCurve.Point(0, 0.2, 0.2));
    }

    @Test
    void treatingAllIsWorthNothingWhereThePrevalenceIsTheThreshold() {
        assertThat(points(SCORES, 0.2, List.of(0.2)).get(0).treatAll()).isCloseTo(0, within(1e-15));
    }

    @Test
    void aboveAllScoresIsActingOnNone() {
        assertThat(points(SCORES, 0.2, List.of(0.95)).get(0).netBenefit()).isZero();
    }

    @Test
    void oneClassHasNone() {
        assertThat(
                        DecisionCurve.of(
                                        Samples.scores(new double[] {.5}, new double[0]),
                                        0.5,
                                        THRESHOLDS)
                                .reason())
                .contains("no abnormal image");
    }

    @Test
    void argumentsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> DecisionCurve.of(SCORES, 0, THRESHOLDS))
                .hasMessage("prevalence 0.0 is not between 0 and 1");
        assertThatThrownBy(() -> DecisionCurve.of(SCORES, 0.5, List.of(1.0)))
                .hasMessage("threshold 1.0 is not at least 0 and below 1");
    }

    private static List<DecisionCurve.Point> points(
            LabelledScores scores, double prevalence, List<Double> thresholds) {
        return DecisionCurve.of(scores, prevalence, thresholds).orElseThrow().points();
    }
}
