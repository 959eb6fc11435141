package io.podagra.eval.statistics;

/** A confidence interval, both ends included; {@code low <= high}. */
public record Interval(double low, double high) {
    /** The confidence of every interval of an evaluation, whose keys and labels say 95 %. */
    public static final double CONFIDENCE = 0.95;

    /**
     * @throws IllegalArgumentException if an end is no finite number or the ends are in the wrong
     *     order
     */
    public Interval {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
            throw new IllegalArgumentException("no interval: %s to %s".formatted(low, high));
        }
    }

    /** This interval cut to a range that the figure cannot leave. */
    public Interval clipped(double least, double most) {
        return new Interval(
                Math.min(Math.max(low, least), most), Math.max(Math.min(high, most), least));
    }

    public double width() {
        return high - low;
    }
}
