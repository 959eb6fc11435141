package io.podagra.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfusionCountsTest {
    private static final Offset<Double> TWO_DECIMALS_OF_PERCENT = within(0.00005);

    /** Du, Ning, Ding et al. 2024, the whole test set: 817 abnormal and 799 normal images. */
    @ParameterizedTest
    @CsvSource({"683, 706, 85.95, 83.60, 88.36", "673, 726, 86.57, 82.37, 90.86"})
    void thePapersTable(int tp, int tn, double accuracy, double sensitivity, double specificity) {
        ConfusionCounts counts = new ConfusionCounts(tp, 817 - tp, tn, 799 - tn);

        assertThat(counts.images()).isEqualTo(1616);
        assertThat(counts.accuracy().orElseThrow())
                .isCloseTo(accuracy / 100, TWO_DECIMALS_OF_PERCENT);
        assertThat(counts.sensitivity().orElseThrow())
                .isCloseTo(sensitivity / 100, TWO_DECIMALS_OF_PERCENT);
        assertThat(counts.specificity().orElseThrow())
                .isCloseTo(specificity / 100, TWO_DECIMALS_OF_PERCENT);
    }

    @Test
    void aScoreAtTheThresholdIsCalledAbnormal() {
        LabelledScores scores = Samples.scores(new double[] {.49, .5}, new double[] {.5, .51, .2});

        assertThat(ConfusionCounts.at(0.5, scores)).isEqualTo(new ConfusionCounts(2, 1, 1, 1));
    }

    @Test
    void wilsonIntervalsHoldNearTheEnds() {
        // R: prop.test(10, 10, correct = FALSE)$conf.int is 0.7224672, 1.
        Interval interval =
                new ConfusionCounts(10, 0, 5, 0).sensitivityInterval(0.95).orElseThrow();

        assertThat(interval.low()).isCloseTo(0.7224672001371107, within(1e-12));
        assertThat(interval.high()).isEqualTo(1);
    }

    @Test
    void sharesOfNothingAreUndefined() {
        ConfusionCounts counts = new ConfusionCounts(0, 0, 3, 1);

        assertThat(counts.sensitivity().reason()).contains("no abnormal image");
        assertThat(counts.sensitivityInterval(0.95).reason()).contains("no abnormal image");
        assertThat(counts.specificity().orElseThrow()).isEqualTo(0.75);
        assertThat(new ConfusionCounts(1, 0, 0, 0).specificity().reason())
                .contains("no normal image");
        assertThat(new ConfusionCounts(0, 0, 0, 0).accuracy().reason()).contains("no image");
    }

    @Test
    void negativeCountsAreRefused() {
        assertThatThrownBy(() -> new ConfusionCounts(1, -2, 3, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("negative count: tp 1, fn -2, tn 3, fp 4");
    }
}
