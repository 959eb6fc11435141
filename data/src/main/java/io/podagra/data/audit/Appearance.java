package io.podagra.data.audit;

/**
 * What an image looks like in the coarse, small enough to be kept for every image of a cohort: it
 * finds pairs that are worth a closer look. Immutable.
 */
public final class Appearance {
    private final long hash;
    private final float[] frequencies;

    /**
     * @param hash the perceptual hash, 64 bits
     * @param frequencies amplitudes of the image's low spatial frequencies, free of its contrast;
     *     of one length for all images that are compared
     */
    public Appearance(long hash, float[] frequencies) {
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

    /** In how many of 64 bits the hashes differ. */
    public int hashDistance(Appearance other) {
        return Long.bitCount(hash ^ other.hash);
    }
}
