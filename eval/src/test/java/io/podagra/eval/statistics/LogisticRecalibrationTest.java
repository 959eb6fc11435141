package io.podagra.eval.statistics;

import static io.podagra.eval.statistics.References.expected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.eval.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogisticRecalibrationTest {
    static List<String> names() {
        return References.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isTheGeneralizedLinearModelOfStatsmodels(String name) {
        for (Method method : Method.values()) {
            LogisticRecalibration line = of(References.table(name).scores(method));

            assertThat(line.slope())
                    .isCloseTo(
                            expected(name, method.word() + ".recalibration.slope"), within(1e-9));
            assertThat(line.intercept())
                    .isCloseTo(
                            expected(name, method.word() + ".recalibration.intercept"),
                            within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void scoresMovedByTheirOwnLineAreRight(String name) {
        LabelledScores scores = References.table(name).scores(Method.SINGLE);
        LogisticRecalibration line = of(scores);

        LogisticRecalibration again = of(scores.map(score -> probability(line, score)));

        assertThat(again.slope()).isCloseTo(1, within(1e-8));
        assertThat(again.intercept()).isCloseTo(0, within(1e-8));
    }

    @Test
    void classesPartedPerfectlyHaveNoSlope() {
        assertThat(reason(new double[] {.1, .3}, new double[] {.3, .9}))
                .contains("the scores part the classes perfectly");
        assertThat(reason(new double[] {.7, .8}, new double[] {.3, .6}))
                .contains("the scores part the classes perfectly");
    }

    @Test
    void whatHasNoLineSaysWhy() {
        assertThat(reason(new double[] {.5}, new double[] {.5, .5}))
                .contains("all scores are equal");
        assertThat(reason(new double[0], new double[] {.5})).contains("no normal image");
    }

    private static double probability(LogisticRecalibration line, double score) {
        return 1 / (1 + Math.exp(-line.intercept() - line.slope() * Logits.of(score)));
    }

    private static Optional<String> reason(double[] normal, double[] abnormal) {
        return LogisticRecalibration.of(Samples.scores(normal, abnormal)).reason();
    }

    private static LogisticRecalibration of(LabelledScores scores) {
        return LogisticRecalibration.of(scores).orElseThrow();
    }
}
