package io.podagra.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeLongTest {
    static Iterable<String> names() {
        return References.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aucKeepsUnderRisingTransforms(String name) {
        LabelledScores scores = References.table(name).scores(Method.SINGLE);

        assertThat(DeLong.estimate(Samples.map(scores, Math::exp)))
                .isEqualTo(DeLong.estimate(scores));
    }

    @ParameterizedTest
    @MethodSource("names")
    void reversedScoresMirrorTheAucAndKeepTheVariance(String name) {
        LabelledScores scores = References.table(name).scores(Method.SINGLE);

        AucEstimate straight = DeLong.estimate(scores).orElseThrow();
        AucEstimate reversed = DeLong.estimate(Samples.map(scores, s -> -s)).orElseThrow();

        assertThat(reversed.auc()).isCloseTo(1 - straight.auc(), within(1e-15));
        assertThat(reversed.variance()).isEqualTo(straight.variance());
    }

    @ParameterizedTest
    @MethodSource("names")
    void trapezoidalAreaIsTheSameAuc(String name) {
        LabelledScores scores = References.table(name).scores(Method.MULTIPLE);

        assertThat(RocCurve.of(scores).orElseThrow().auc())
                .isCloseTo(DeLong.estimate(scores).orElseThrow().auc(), within(1e-15));
    }

    @Test
    void swappedMethodsTurnTheSignOfZ() {
        ScoreTable table = References.table("heavy-ties");
        LabelledScores single = table.scores(Method.SINGLE);
        LabelledScores multiple = table.scores(Method.MULTIPLE);

        ZTest forward = DeLong.compare(single, multiple).orElseThrow().test().orElseThrow();
        ZTest backward = DeLong.compare(multiple, single).orElseThrow().test().orElseThrow();

        assertThat(backward.z()).isEqualTo(-forward.z());
        assertThat(backward.p()).isEqualTo(forward.p());
    }

    @Test
    void aMethodAgainstItselfHasPOne() {
        LabelledScores scores = References.table("balanced").scores(Method.SINGLE);

        assertThat(DeLong.compare(scores, scores).orElseThrow().test())
                .isEqualTo(Figure.of(new ZTest(0, 1)));
    }

    @Test
    void aDifferenceWithoutVarianceHasNoTestButAReason() {
        // Every abnormal image beats every normal one; the other method cannot tell them apart.
        LabelledScores perfect =
                Samples.scores(new double[] {.1, .2, .3}, new double[] {.7, .8, .9});
        LabelledScores blind = Samples.map(perfect, s -> 0.5);

        AucComparison comparison = DeLong.compare(perfect, blind).orElseThrow();

        assertThat(comparison.difference()).isEqualTo(0.5);
        assertThat(comparison.test().reason())
                .contains("the difference has no variance in these images");
    }

    @Test
    void perfectSeparationShrinksTheIntervalToAPoint() {
        LabelledScores perfect = Samples.scores(new double[] {.1, .2}, new double[] {.8, .9});

        assertThat(DeLong.estimate(perfect).orElseThrow().interval(0.95))
                .isEqualTo(Figure.of(new Interval(1, 1)));
    }

    @Test
    void oneClassHasNoAuc() {
        assertThat(DeLong.estimate(Samples.scores(new double[] {.1, .2}, new double[0])).reason())
                .contains("no abnormal image");
        assertThat(DeLong.estimate(Samples.scores(new double[0], new double[] {.1})).reason())
                .contains("no normal image");
        assertThat(DeLong.estimate(Samples.scores(new double[0], new double[0])).reason())
                .contains("no image");
    }

    @Test
    void oneImageOfAClassHasAnAucButNoInterval() {
        AucEstimate estimate =
                DeLong.estimate(Samples.scores(new double[] {.1, .6}, new double[] {.5}))
                        .orElseThrow();

        assertThat(estimate.auc()).isEqualTo(0.5);
        assertThat(estimate.interval(0.95).reason())
                .contains("a variance needs two images of each class, there is only one abnormal");
    }

    @Test
    void methodsOnDifferentImagesAreNotCompared() {
        LabelledScores first = Samples.scores(new double[] {.1}, new double[] {.2, .3});
        LabelledScores second = Samples.scores(new double[] {.1, .2}, new double[] {.3});

        assertThatThrownBy(() -> DeLong.compare(first, second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the two methods have different labels");
    }

    @Test
    void aMillionImagesNeedNoMatrix() {
        double[] scores = new double[1_000_000];
        boolean[] abnormal = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i;
            abnormal[i] = i % 2 == 1;
        }

        AucEstimate estimate = DeLong.estimate(LabelledScores.of(scores, abnormal)).orElseThrow();

        // Odd numbers against even ones: the k-th odd one beats k of the m even ones.
        double m = scores.length / 2.0;
        assertThat(estimate.auc()).isCloseTo((m + 1) / (2 * m), within(1e-12));
    }
}
