package io.podagra.eval.statistics;

import static io.podagra.eval.statistics.References.expected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.podagra.eval.Method;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlattScalingTest {
    static List<String> names() {
        return References.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isTheGeneralizedLinearModelOfStatsmodels(String name) {
        for (Method method : Method.values()) {
            PlattScaling platt =
                    PlattScaling.fit(References.table(name).scores(method)).orElseThrow();

            assertThat(platt.slope())
                    .isCloseTo(expected(name, method.word() + ".platt.slope"), within(1e-9));
            assertThat(platt.intercept())
                    .isCloseTo(expected(name, method.word() + ".platt.intercept"), within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void promisesAsManyAbnormalImagesAsTheSmoothedTargets(Method method) {
        LabelledScores scores = References.table("unbalanced").scores(method);
        LabelledScores scaled = PlattScaling.fit(scores).orElseThrow().apply(scores);

        double m = scores.positives();
        double n = scores.negatives();
        assertThat(sum(scaled)).isCloseTo(m * (m + 1) / (m + 2) + n / (n + 2), within(1e-8));
    }

    @Test
    void keepsTheOrderOfTheScores() {
        LabelledScores scores = References.table("paper-size").scores(Method.SINGLE);
        LabelledScores scaled = PlattScaling.fit(scores).orElseThrow().apply(scores);

        assertThat(DeLong.estimate(scaled)).isEqualTo(DeLong.estimate(scores));
        assertThat(IntStream.range(0, scaled.size()).mapToDouble(scaled::score))
                .allSatisfy(score -> assertThat(score).isBetween(0.0, 1.0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 3})
    void undoesAnOffsetAndASlopeOfTheLogits(double factor) {
        SplittableRandom random = new SplittableRandom(5);
        int images = 200_000;
        double[] scores = new double[images];
        boolean[] labels = new boolean[images];
        for (int i = 0; i < images; i++) {
            double logit = 6 * random.nextDouble() - 3;
            labels[i] = random.nextDouble() < logistic(logit);
            scores[i] = logistic(factor * logit + 0.7);
        }

        PlattScaling platt = PlattScaling.fit(LabelledScores.of(scores, labels)).orElseThrow();

        assertThat(platt.slope() * factor).isCloseTo(1, within(0.03));
        assertThat(platt.intercept()).isCloseTo(-0.7 / factor, within(0.03));
        assertThat(platt.apply(logistic(0.7))).isCloseTo(0.5, within(0.01));
    }

    @Test
    void perfectlyPartedClassesConvergeToTheirTargets() {
        PlattScaling platt =
                PlattScaling.fit(Samples.scores(new double[] {0, 0, 0}, new double[] {1, 1}))
                        .orElseThrow();

        assertThat(platt.apply(0)).isCloseTo(1 / 5.0, within(1e-9));
        assertThat(platt.apply(1)).isCloseTo(3 / 4.0, within(1e-9));
    }

    @Test
    void aMisleadingScoreIsTurnedRound() {
        PlattScaling platt =
                PlattScaling.fit(Samples.scores(new double[] {.8, .9}, new double[] {.1, .2}))
                        .orElseThrow();

        assertThat(platt.slope()).isNegative();
        assertThat(platt.apply(0.9)).isLessThan(platt.apply(0.1));
    }

    @Test
    void turningLabelsAndScoresRoundTurnsTheProbabilitiesRound() {
        LabelledScores scores = Samples.scores(new double[] {.1, .3, .6}, new double[] {.4, .9});
        LabelledScores turned =
                Samples.scores(
                        new double[] {1 - .4, 1 - .9}, new double[] {1 - .1, 1 - .3, 1 - .6});

        double there = PlattScaling.fit(scores).orElseThrow().apply(0.7);
        double back = PlattScaling.fit(turned).orElseThrow().apply(1 - 0.7);

        assertThat(back).isCloseTo(1 - there, within(1e-9));
    }

    @Test
    void whatCannotBeFittedSaysWhy() {
        assertThat(PlattScaling.fit(Samples.scores(new double[] {.5}, new double[0])).reason())
                .contains("no abnormal image");
        assertThat(
                        PlattScaling.fit(Samples.scores(new double[] {.5, .5}, new double[] {.5}))
                                .reason())
                .contains("all scores are equal");
    }

    @Test
    void scoresThatAreNoProbabilitiesAreRefused() {
        assertThatThrownBy(
                        () -> PlattScaling.fit(Samples.scores(new double[] {.5}, new double[] {7})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("score 7.0 is outside 0 to 1");
    }

    private static double sum(LabelledScores scores) {
        return IntStream.range(0, scores.size()).mapToDouble(scores::score).sum();
    }

    private static double logistic(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
