package io.podagra.data.audit;

/**
 * How the grey values of an image are distributed, each from 0 (black) to 255.
 *
 * @param low the 1st percentile
 * @param bright the 95th percentile: of the tissue, if there is any, for text covers less
 * @param high the 99th percentile
 */
public record GreyLevels(int low, int bright, int high) {
    /**
     * The percentiles of a histogram.
     *
     * @param counts pixels of each of the 256 grey values, at least one pixel in all
     */
    public static GreyLevels of(int[] counts) {
        return new GreyLevels(
                percentile(counts, 0.01), percentile(counts, 0.95), percentile(counts, 0.99));
    }

    private static int percentile(int[] counts, double share) {
        long total = 0;
        for (int count : counts) {
            total += count;
        }
        long below = 0;
        for (int grey = 0; grey < counts.length; grey++) {
            below += counts[grey];
            if (below >= share * total) {
                return grey;
            }
        }
        throw new IllegalArgumentException("the histogram is empty");
    }
}
