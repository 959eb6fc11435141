package io.podagra.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.podagra.data.Label;
import io.podagra.eval.Method;
import io.podagra.eval.OperatingPoints;
import io.podagra.eval.ScoreTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatingPointTest {
    @Test
    void theThresholdLiesHalfwayBetweenTheScoresItParts() {
        OperatingPoint point =
                new OperatingRule.Youden()
                        .choose(Samples.scores(new double[] {.1, .2, .3}, new double[] {.5, .9}))
                        .orElseThrow();

        assertThat(point.threshold()).isCloseTo(0.4, within(1e-15));
        assertThat(point.youdenIndex()).isEqualTo(1);
    }

    @Test
    void ofEqualIndicesTheLowestThresholdMissesFewest() {
        // At .8 half the abnormal are found with no false alarm; at .3 all with half.
        LabelledScores scores = Samples.scores(new double[] {.1, .5}, new double[] {.3, .8});

        OperatingPoint point = new OperatingRule.Youden().choose(scores).orElseThrow();

        assertThat(point).isEqualTo(new OperatingPoint(0.2, 1, 0.5));
    }

    @Test
    void neighbouringNumbersLeaveNoRoomBetweenThem() {
        double low = 0.5;
        double high = Math.nextUp(low);

        OperatingPoint point =
                new OperatingRule.Youden()
                        .choose(Samples.scores(new double[] {low}, new double[] {high}))
                        .orElseThrow();

        assertThat(point.threshold()).isEqualTo(high);
    }

    @Test
    void scoresNoBetterThanChanceHaveNone() {
        assertThat(
                        new OperatingRule.Youden()
                                .choose(Samples.scores(new double[] {.8, .9}, new double[] {.1}))
                                .reason())
                .contains("no threshold does better than chance");
        assertThat(
                        new OperatingRule.Youden()
                                .choose(Samples.scores(new double[] {.5}, new double[] {.5}))
                                .reason())
                .contains("no threshold does better than chance");
    }

    @Test
    void oneClassHasNone() {
        assertThat(
                        new OperatingRule.Youden()
                                .choose(Samples.scores(new double[] {.5}, new double[0]))
                                .reason())
                .contains("no abnormal image");
    }

    @Test
    void eachMethodGetsItsOwnFromValidation() {
        OperatingPoints points = OperatingPoints.fromValidation(References.table("balanced"));

        assertThat(points.thresholds().keySet()).containsExactly(Method.SINGLE, Method.MULTIPLE);
        assertThat(points.threshold(Method.SINGLE).orElseThrow()).isCloseTo(0.455, within(1e-12));
        assertThat(points.threshold(Method.MULTIPLE).orElseThrow()).isCloseTo(0.555, within(1e-12));
        assertThat(points.origin())
                .startsWith(
                        "Chosen on 240 validation images of 40 patients: the threshold with the");
    }

    @Test
    void validationOfOneClassFallsBackToOneHalfAndSaysSo() {
        ScoreTable validation =
                ScoreTable.of(
                        List.of(Samples.image("a.png", "p", "dorsal", Label.NORMAL, 0.2, 0.3)));

        OperatingPoints points = OperatingPoints.fromValidation(validation);

        assertThat(points.thresholds().values()).containsOnly(0.5);
        assertThat(points.origin())
                .contains(
                        "For the multiple model there is none (no abnormal image), so the"
                                + " conventional 0.5 is used.");
    }

    @Test
    void thresholdsOutsideTheScaleAreRefused() {
        assertThatThrownBy(() -> OperatingPoints.fixed(Map.of(Method.SINGLE, 1.5), "Set by hand."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threshold 1.5 is outside 0 to 1");
    }
}
