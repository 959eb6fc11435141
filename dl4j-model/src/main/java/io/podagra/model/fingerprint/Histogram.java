package io.podagra.model.fingerprint;

import java.util.Arrays;
import java.util.List;

/**
 * Shares of values in bins of equal width; the first and the last also hold what lies beyond.
 *
 * @param low where the first bin begins
 * @param width of a bin, above 0
 * @param shares of the values in each bin, in [0, 1]; 1 to 60 of them
 */
public record Histogram(double low, double width, List<Double> shares) {
    /** Bins on each side of the middle, half a deviation wide: three deviations. */
    private static final int BINS = 6;

    /** What a picture has room for. */
    private static final int MOST_BINS = 60;

    /** Of a sum of shares. */
    private static final double ROUNDING = 1e-9;

    public Histogram {
        shares = List.copyOf(shares);
        if (!Double.isFinite(low) || !(width > 0 && width < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "bins begin at %s and are %s wide, expected a width above 0"
                            .formatted(low, width));
        }
        if (shares.isEmpty()
                || shares.size() > MOST_BINS
                || !shares.stream().allMatch(share -> share >= 0 && share <= 1 + ROUNDING)) {
            throw new IllegalArgumentException(
                    "%d shares, expected 1 to %d, each from 0 to 1"
                            .formatted(shares.size(), MOST_BINS));
        }
    }

    static Histogram around(double mean, double deviation, List<Double> values) {
        return of(mean - BINS * deviation / 2, deviation / 2, 2 * BINS, values);
    }

    /** The same bins, and as many more on either side as other values need, for these values. */
    public Histogram extendedTo(List<Double> values) {
        double least = values.stream().mapToDouble(value -> value).min().orElse(low);
        double most = values.stream().mapToDouble(value -> value).max().orElse(low);
        int free = (MOST_BINS - shares.size()) / 2;
        int before = bins(low - least, free);
        int after = bins(most - high(), free);
        return of(low - before * width, width, before + shares.size() + after, values);
    }

    private int bins(double range, int most) {
        return (int) Math.min(most, Math.max(0, Math.ceil(range / width)));
    }

    /** Where the last bin ends. */
    public double high() {
        return low + width * shares.size();
    }

    private static Histogram of(double low, double width, int bins, List<Double> values) {
        Double[] shares = new Double[bins];
        Arrays.fill(shares, 0.0);
        for (double value : values) {
            int bin = (int) Math.max(0, Math.min(bins - 1, Math.floor((value - low) / width)));
            shares[bin] += 1.0 / values.size();
        }
        return new Histogram(low, width, List.of(shares));
    }
}
