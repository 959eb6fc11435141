package io.podagra.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PriorShiftTest {
    private static final LabelledScores SCORES =
            Samples.scores(new double[] {0, 0.2, 0.5}, new double[] {0.5, 0.9, 1});

    @Test
    void theSameShareChangesNothing() {
        LabelledScores shifted = PriorShift.apply(SCORES, 0.3, 0.3);

        for (int image = 0; image < SCORES.size(); image++) {
            assertThat(shifted.score(image)).isCloseTo(SCORES.score(image), within(1e-15));
            assertThat(shifted.abnormal(image)).isEqualTo(SCORES.abnormal(image));
        }
    }

    @Test
    void oddsAreMultipliedByTheRatioOfTheSharesOdds() {
        // From 1:1 to 1:4 the odds 9:1 become 9:4 and those of 1:1 become 1:4.
        LabelledScores shifted = PriorShift.apply(SCORES, 0.5, 0.2);

        assertThat(shifted.score(4)).isCloseTo(9.0 / 13, within(1e-15));
        assertThat(shifted.score(3)).isCloseTo(0.2, within(1e-15));
        assertThat(shifted.score(0)).isZero();
        assertThat(shifted.score(5)).isEqualTo(1);
    }

    @Test
    void thereAndBackIsWhereItBegan() {
        LabelledScores back = PriorShift.apply(PriorShift.apply(SCORES, 0.5, 0.07), 0.07, 0.5);

        for (int image = 0; image < SCORES.size(); image++) {
            assertThat(back.score(image)).isCloseTo(SCORES.score(image), within(1e-12));
        }
    }

    @Test
    void aShareOfOneClassAloneIsRefused() {
        assertThatThrownBy(() -> PriorShift.apply(SCORES, 0, 0.5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PriorShift.apply(SCORES, 0.5, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
