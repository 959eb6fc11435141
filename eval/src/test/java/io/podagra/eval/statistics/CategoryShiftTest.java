package io.podagra.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.junit.jupiter.api.Test;

class CategoryShiftTest {
    @Test
    void agreesWithFishersTestOnTwoCategories() {
        // Of equal sets, where both order the tables alike.
        double p = shift(new int[] {14, 6}, new int[] {7, 13}).p();

        assertThat(p)
                .isCloseTo(
                        FisherExactTest.withDefaults()
                                .test(new int[][] {{14, 6}, {7, 13}})
                                .getPValue(),
                        within(0.01));
    }

    @Test
    void equalSharesAreNoShift() {
        CategoryShift shift = shift(new int[] {20, 10, 30}, new int[] {4, 2, 6});

        assertThat(shift.distance()).isZero();
        assertThat(shift.p()).isEqualTo(1);
    }

    @Test
    void aSetInACategoryOfItsOwnIsAsFarAsCanBe() {
        CategoryShift shift = shift(new int[] {30, 10, 0}, new int[] {0, 0, 8});

        assertThat(shift.distance()).isCloseTo(1, within(1e-12));
        assertThat(shift.p()).isEqualTo(1e-4);
    }

    @Test
    void aCategoryThatNobodyIsInChangesNothing() {
        assertThat(shift(new int[] {8, 0, 3}, new int[] {2, 0, 5}))
                .isEqualTo(shift(new int[] {8, 3}, new int[] {2, 5}));
    }

    @Test
    void keepsItsLevelWithAFewNewPatients() {
        Random random = new Random(3);
        int samples = 300;
        int alarms = 0;
        for (int sample = 0; sample < samples; sample++) {
            alarms += shift(drawn(random, 50), drawn(random, 6)).p() < 0.05 ? 1 : 0;
        }

        assertThat((double) alarms / samples).isLessThan(0.08);
    }

    @Test
    void anEmptySetLeavesItUndefined() {
        assertThat(CategoryShift.of(new int[] {3, 4}, new int[] {0, 0}, 1).reason())
                .contains("no patient to compare");
    }

    private static CategoryShift shift(int[] reference, int[] fresh) {
        return CategoryShift.of(reference, fresh, 1).orElseThrow();
    }

    private static int[] drawn(Random random, int count) {
        int[] counts = new int[5];
        for (int patient = 0; patient < count; patient++) {
            counts[random.nextInt(5)]++;
        }
        return counts;
    }
}
