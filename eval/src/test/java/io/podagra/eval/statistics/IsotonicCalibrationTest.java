package io.podagra.eval.statistics;

import static io.podagra.eval.statistics.References.expected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.eval.Method;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IsotonicCalibrationTest {
    static List<String> names() {
        return References.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isThatOfScikitLearn(String name) {
        for (Method method : Method.values()) {
            IsotonicCalibration isotonic = fit(References.table(name).scores(method));
            double moment = 0;
            for (int i = 0; i <= 110; i++) {
                moment += (i + 1) * isotonic.apply((i - 5) / 100.0);
            }

            assertThat(moment).isCloseTo(expected(name, method.word() + ".isotonic"), within(1e-6));
        }
    }

    @Test
    void poolsNeighboursThatFall() {
        IsotonicCalibration isotonic =
                fit(Samples.scores(new double[] {.1, .4, .5}, new double[] {.2, .6}));

        // .2 is abnormal, .4 and .5 are normal: one pool of a third.
        assertThat(DoubleStream.of(.1, .2, .4, .5, .6).map(isotonic::apply))
                .containsExactly(0.0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1.0);
    }

    @Test
    void isLinearBetweenTheScoresAndConstantBeyond() {
        IsotonicCalibration isotonic = fit(Samples.scores(new double[] {.2}, new double[] {.6}));

        assertThat(isotonic.apply(0.3)).isCloseTo(0.25, within(1e-12));
        assertThat(DoubleStream.of(0, .2, .6, 1).map(isotonic::apply))
                .containsExactly(0.0, 0.0, 1.0, 1.0);
    }

    @Test
    void tiesAreOnePoint() {
        IsotonicCalibration isotonic =
                fit(Samples.scores(new double[] {.5, -0.0}, new double[] {.5, .5, 0.0}));

        assertThat(isotonic.apply(0.5)).isEqualTo(2 / 3.0);
        assertThat(isotonic.apply(0.0)).isEqualTo(0.5);
        assertThat(isotonic.apply(-0.0)).isEqualTo(0.5);
        assertThat(fit(Samples.scores(new double[] {.5}, new double[] {.5})).apply(0.1))
                .isEqualTo(0.5);
    }

    @ParameterizedTest
    @MethodSource("names")
    void risesAndPromisesAsManyAbnormalImagesAsThereAre(String name) {
        LabelledScores scores = References.table(name).scores(Method.SINGLE);
        IsotonicCalibration isotonic = fit(scores);
        LabelledScores calibrated = isotonic.apply(scores);

        assertThat(DoubleStream.iterate(-0.1, s -> s < 1.1, s -> s + 0.003).map(isotonic::apply))
                .isSorted();
        assertThat(IntStream.range(0, calibrated.size()).mapToDouble(calibrated::score).sum())
                .isCloseTo(scores.positives(), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("names")
    void noRisingFunctionIsNearerTheLabels(String name) {
        LabelledScores scores = References.table(name).scores(Method.SINGLE);
        double nearest = brier(fit(scores).apply(scores));

        assertThat(nearest).isLessThanOrEqualTo(brier(scores));
        assertThat(nearest)
                .isLessThanOrEqualTo(brier(PlattScaling.fit(scores).orElseThrow().apply(scores)));
    }

    @Test
    void oneClassHasNone() {
        assertThat(
                        IsotonicCalibration.fit(Samples.scores(new double[0], new double[] {.5}))
                                .reason())
                .contains("no normal image");
    }

    private static IsotonicCalibration fit(LabelledScores scores) {
        return IsotonicCalibration.fit(scores).orElseThrow();
    }

    private static double brier(LabelledScores scores) {
        return Calibration.of(scores, 10).orElseThrow().brier();
    }
}
