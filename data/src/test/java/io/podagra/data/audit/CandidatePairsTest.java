package io.podagra.data.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CandidatePairsTest {
    private static final int FREQUENCIES = 63;

    @Test
    void copyIsFoundAmongStrangers() {
        List<Appearance> appearances = strangers(500, new Random(1));
        // Strangers' hashes differ in 32 of 64 bits; the copy's in 10.
        appearances.set(400, changed(appearances.get(17), 10));

        assertThat(CandidatePairs.of(appearances))
                .contains(new CandidatePairs.Candidate(17, 400))
                .hasSizeLessThan(100);
    }

    @Test
    void hashesBeyondTheRadiusAreNotLookedAt() {
        List<Appearance> appearances = new ArrayList<>();
        appearances.add(look(0, new float[FREQUENCIES]));
        appearances.add(look((1L << CandidatePairs.HASH_RADIUS) - 1, new float[FREQUENCIES]));
        appearances.add(look(-1L << (63 - CandidatePairs.HASH_RADIUS), new float[FREQUENCIES]));

        assertThat(CandidatePairs.of(appearances))
                .containsExactly(new CandidatePairs.Candidate(0, 1));
    }

    @Test
    void sameHashIsNotEnoughWhereImagesAreAlikeInTheCoarse() {
        Random random = new Random(2);
        List<Appearance> appearances = new ArrayList<>();
        for (int image = 0; image < 400; image++) {
            appearances.add(look(7, noise(random)));
        }
        appearances.set(399, changed(appearances.get(0), 0));

        List<CandidatePairs.Candidate> candidates = CandidatePairs.of(appearances);

        assertThat(candidates).contains(new CandidatePairs.Candidate(0, 399));
        assertThat(candidates).hasSizeLessThan(400);
    }

    @Test
    void closerLooksGrowWithTheImagesAndNotWithTheirSquare() {
        List<Appearance> appearances = new ArrayList<>();
        Random random = new Random(3);
        for (int image = 0; image < 3_000; image++) {
            float[] frequencies = new float[FREQUENCIES];
            frequencies[0] = random.nextFloat();
            appearances.add(look(7, frequencies));
        }

        // Of 4.5 million pairs, all within both radii.
        assertThat(CandidatePairs.of(appearances).size())
                .isBetween(1, CandidatePairs.PAIRS_AN_IMAGE * 3_000);
    }

    @Test
    void croppedCopyIsFoundByTheInnerLookAtItsOriginal() {
        Random random = new Random(4);
        Appearance.Look whole = new Appearance.Look(random.nextLong(), noise(random));
        Appearance.Look inner = new Appearance.Look(random.nextLong(), noise(random));
        Appearance.Look innermost = new Appearance.Look(random.nextLong(), noise(random));
        Appearance original = new Appearance(whole, inner);
        Appearance copy = new Appearance(inner, innermost);

        assertThat(CandidatePairs.of(List.of(original, copy))).hasSize(1);
        assertThat(CandidatePairs.of(List.of(copy, original))).hasSize(1);
        assertThat(original.hashDistance(copy)).isZero();
    }

    @Test
    void noImagesAreNoPairs() {
        assertThat(CandidatePairs.of(List.of())).isEmpty();
    }

    private static List<Appearance> strangers(int count, Random random) {
        List<Appearance> appearances = new ArrayList<>();
        for (int image = 0; image < count; image++) {
            appearances.add(look(random.nextLong(), noise(random)));
        }
        return appearances;
    }

    private static float[] noise(Random random) {
        float[] frequencies = new float[FREQUENCIES];
        for (int index = 0; index < FREQUENCIES; index++) {
            frequencies[index] = (float) random.nextGaussian();
        }
        return frequencies;
    }

    private static Appearance changed(Appearance original, int bits) {
        float[] frequencies = new float[FREQUENCIES];
        for (int index = 0; index < FREQUENCIES; index++) {
            frequencies[index] = original.whole().frequency(index) + 0.1f;
        }
        return look(original.whole().hash() ^ ((1L << bits) - 1), frequencies);
    }

    /** The same without its margin. */
    private static Appearance look(long hash, float[] frequencies) {
        Appearance.Look look = new Appearance.Look(hash, frequencies);
        return new Appearance(look, look);
    }
}
