package io.podagra.data.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class ClusteredScoreTestTest {
    private static final int[] GROUP = {0, 0, 0, 1, 1, 2, 2, 2, 1, 0, 2, 1, 0, 2, 1, 1};
    private static final boolean[] ABNORMAL =
            abnormal(1, 1, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 0);
    private static final int[] PATIENT = {0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7};

    /**
     * By NumPy 2.4, with g, y and p the arrays above: n = len(g); s = bincount(g) / n; u =
     * zeros((8, 3)); for i in range(n): u[p[i]] += (y[i] - y.mean()) * ((arange(3) == g[i]) - s); U
     * = u.sum(0)[:2]; V = u[:, :2].T @ u[:, :2]; x = U @ linalg.solve(V, U); exp(-x / 2).
     */
    @Test
    void statisticIsThatOfTheFormulaDoneByNumpy() {
        ClusteredScoreTest.Result result =
                ClusteredScoreTest.test(GROUP, 3, ABNORMAL, PATIENT, 8).orElseThrow();

        assertThat(result.degreesOfFreedom()).isEqualTo(2);
        assertThat(result.chiSquared()).isCloseTo(4.509090909090909, within(1e-9));
        assertThat(result.p()).isCloseTo(Math.exp(-4.509090909090909 / 2), within(1e-9));
    }

    @Test
    void moreImagesOfTheSamePatientsAreNoMoreEvidence() {
        double once = statistic(GROUP, 3, ABNORMAL, PATIENT, 8);
        int[] group = IntStream.range(0, 80).map(image -> GROUP[image % 16]).toArray();
        int[] patient = IntStream.range(0, 80).map(image -> PATIENT[image % 16]).toArray();
        boolean[] abnormal = new boolean[80];
        IntStream.range(0, 80).forEach(image -> abnormal[image] = ABNORMAL[image % 16]);

        assertThat(statistic(group, 3, abnormal, patient, 8)).isCloseTo(once, within(1e-9));
    }

    @Test
    void namesOfGroupsDoNotMatter() {
        int[] renamed = IntStream.of(GROUP).map(group -> (group + 1) % 3).toArray();

        assertThat(statistic(renamed, 3, ABNORMAL, PATIENT, 8))
                .isCloseTo(statistic(GROUP, 3, ABNORMAL, PATIENT, 8), within(1e-9));
    }

    @Test
    void withOneImageAPatientItIsNearlyPearsons() {
        Random random = new Random(1);
        int images = 4_000;
        int[] group = IntStream.range(0, images).map(image -> image % 4).toArray();
        boolean[] abnormal = new boolean[images];
        long[][] table = new long[4][2];
        for (int image = 0; image < images; image++) {
            abnormal[image] = random.nextInt(100) < 48 + 2 * group[image];
            table[group[image]][abnormal[image] ? 0 : 1]++;
        }
        int[] patient = IntStream.range(0, images).toArray();

        double pearson = ChiSquareTest.withDefaults().statistic(table);
        assertThat(statistic(group, 4, abnormal, patient, images))
                .isCloseTo(pearson, within(0.02 * pearson));
    }

    @Test
    void oneGroupIsNothingToCompare() {
        assertThat(ClusteredScoreTest.test(new int[16], 1, ABNORMAL, PATIENT, 8)).isEmpty();
    }

    @Test
    void fewerPatientsThanGroupsCannotBeTested() {
        assertThat(ClusteredScoreTest.test(GROUP, 3, ABNORMAL, new int[16], 1)).isEmpty();
    }

    private static double statistic(
            int[] group, int groups, boolean[] abnormal, int[] patient, int patients) {
        return ClusteredScoreTest.test(group, groups, abnormal, patient, patients)
                .orElseThrow()
                .chiSquared();
    }

    private static boolean[] abnormal(int... labels) {
        boolean[] abnormal = new boolean[labels.length];
        IntStream.range(0, labels.length).forEach(image -> abnormal[image] = labels[image] == 1);
        return abnormal;
    }
}
