package io.podagra.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusteredAucTest {
    static List<String> names() {
        return References.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void oneImagePerPatientIsDeLong(String name) {
        LabelledScores scores = References.table(name).scores(Method.SINGLE);

        Figure<Double> clustered =
                ClusteredAuc.estimate(scores, onePerImage(scores.size()))
                        .flatMap(AucEstimate::variance);
        Figure<Double> delong = DeLong.estimate(scores).flatMap(AucEstimate::variance);

        // I10 = m and I01 = n, and no patient has both classes, so that the factors agree too.
        assertThat(clustered.orElseThrow()).isCloseTo(delong.orElseThrow(), within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void imagesRepeatedWithinPatientsLeaveTheVarianceAsItWas(int times) {
        ScoreTable table = References.table("balanced");
        ScoreTable repeated = Samples.repeated(table, times);

        assertThat(variance(repeated)).isCloseTo(variance(table), within(1e-15));
        assertThat(DeLong.estimate(repeated.scores(Method.SINGLE)).orElseThrow().variance())
                .satisfies(
                        v ->
                                assertThat(v.orElseThrow())
                                        .as("DeLong takes the copies for new images")
                                        .isLessThan(variance(table) * 0.9));
    }

    @Test
    void theDesignEffectIsTheRatioOfTheVariances() {
        AucComparison clustered = new AucComparison(0.1, Figure.of(0.006));
        AucComparison delong = new AucComparison(0.1, Figure.of(0.002));

        assertThat(ClusteredAuc.designEffect(clustered, delong).orElseThrow()).isEqualTo(3);
        assertThat(
                        ClusteredAuc.designEffect(clustered, new AucComparison(0.1, Figure.of(0.0)))
                                .reason())
                .contains("the difference has no variance in these images");
    }

    @Test
    void onePatientHasAnAucButNoInterval() {
        LabelledScores scores = Samples.scores(new double[] {.1, .6}, new double[] {.5, .7});

        AucEstimate estimate =
                ClusteredAuc.estimate(scores, Patients.of(List.of("a", "a", "a", "a")))
                        .orElseThrow();

        assertThat(estimate.auc()).isEqualTo(0.75);
        assertThat(estimate.interval(0.95).reason())
                .contains(
                        "a variance between patients needs two with abnormal images, there is only"
                                + " one");
    }

    private static double variance(ScoreTable table) {
        return ClusteredAuc.estimate(table.scores(Method.SINGLE), table.patients())
                .flatMap(AucEstimate::variance)
                .orElseThrow();
    }

    private static Patients onePerImage(int images) {
        return Patients.of(IntStream.range(0, images).mapToObj(Integer::toString).toList());
    }
}
