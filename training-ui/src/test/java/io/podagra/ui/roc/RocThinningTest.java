package io.podagra.ui.roc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RocThinningTest {
    @Test
    void pointsOnAStraightLineGoWithoutLoss() {
        List<RocPoint> steps = new ArrayList<>();
        for (int i = 0; i <= 100; i++) {
            steps.add(new RocPoint(0, i / 100.0, 1 - i / 300.0));
        }
        for (int i = 1; i <= 100; i++) {
            steps.add(new RocPoint(i / 100.0, 1, 0.5 - i / 300.0));
        }
        assertThat(RocThinning.thin(steps, 200))
                .containsExactly(steps.get(0), steps.get(100), steps.get(200));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aLongCurveKeepsItsEndsItsOrderAndNearlyItsArea(long seed) {
        List<RocPoint> curve = randomSteps(new Random(seed), 5_000);
        List<RocPoint> thinned = RocThinning.thin(curve, 200);
        assertThat(thinned).hasSizeLessThanOrEqualTo(200).hasSizeGreaterThan(100);
        assertThat(thinned.get(0)).isEqualTo(curve.get(0));
        assertThat(thinned.get(thinned.size() - 1)).isEqualTo(curve.get(curve.size() - 1));
        assertThat(curve).containsSubsequence(thinned);
        // One step along the curve is 2 / 199.
        assertThat(area(thinned)).isCloseTo(area(curve), within(2.0 / 199));
    }

    @Test
    void aShortCurveStaysAsItIs() {
        List<RocPoint> curve = Evaluations.curve(0.8, 50);
        assertThat(RocThinning.thin(curve, 200)).isEqualTo(curve);
        assertThat(RocThinning.thin(List.of(), 200)).isEmpty();
    }

    private static List<RocPoint> randomSteps(Random random, int images) {
        int positives = images / 2;
        int negatives = images - positives;
        List<RocPoint> curve =
                new ArrayList<>(List.of(new RocPoint(0, 0, Double.POSITIVE_INFINITY)));
        int truePositives = 0;
        int falsePositives = 0;
        while (truePositives < positives || falsePositives < negatives) {
            boolean positiveNext =
                    falsePositives == negatives
                            || (truePositives < positives && random.nextInt(3) > 0);
            if (positiveNext) {
                truePositives++;
            } else {
                falsePositives++;
            }
            curve.add(
                    new RocPoint(
                            (double) falsePositives / negatives,
                            (double) truePositives / positives,
                            1 - curve.size() / (double) images));
        }
        return curve;
    }

    private static double area(List<RocPoint> curve) {
        double area = 0;
        for (int i = 1; i < curve.size(); i++) {
            RocPoint from = curve.get(i - 1);
            RocPoint to = curve.get(i);
            area +=
                    (to.falsePositiveRate() - from.falsePositiveRate())
                            * (to.truePositiveRate() + from.truePositiveRate())
                            / 2;
        }
        return area;
    }
}
