package io.podagra.data.audit;

import static java.util.Objects.requireNonNull;

/**
 * What an image looks like in the coarse, small enough to be kept for every image of a cohort: it
 * finds pairs that are worth a closer look.
 *
 * @param whole the image area
 * @param inner the same without a margin: what is left of it in a copy that was cropped
 */
public record Appearance(Look whole, Look inner) {
    public Appearance {
        requireNonNull(whole, "whole is null");
        requireNonNull(inner, "inner is null");
    }

    /** One look at a part of an image. Immutable. */
    public static final class Look {
        private final long hash;
        private final float[] frequencies;

        /**
         * @param hash the perceptual hash, 64 bits
         * @param frequencies amplitudes of the low spatial frequencies, free of the contrast; of
         *     one length for all images that are compared
         */
        public Look(long hash, float[] frequencies) {
            this.hash = hash;
            this.frequencies = frequencies.clone();
        }

        long hash() {
            return hash;
        }

        int size() {
            return frequencies.length;
        }

        float frequency(int index) {
            return frequencies[index];
        }

        private int hashDistance(Look other) {
            return Long.bitCount(hash ^ other.hash);
        }
    }

    /**
     * In how many of 64 bits the hashes differ, of two whole areas or of one and the other's inner.
     */
    public int hashDistance(Appearance other) {
        return Math.min(
                whole.hashDistance(other.whole),
                Math.min(whole.hashDistance(other.inner), inner.hashDistance(other.whole)));
    }
}
