package io.podagra.eval.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * The scale of one side of a plot.
 *
 * @param low where it begins
 * @param high where it ends
 * @param step between the marks
 * @param decimals of the marks
 */
record Axis(double low, double high, double step, int decimals) {
    private static final List<Double> STEPS = List.of(1.0, 2.0, 2.5, 5.0, 10.0);
    private static final double ROUNDING = 1e-9;

    /** From 0 to 1. */
    static Axis unit() {
        return new Axis(0, 1, 0.2, 1);
    }

    /** For areas under curves: up to 1, from 0.5 or below if the lowest is there. */
    static Axis areas(double lowest) {
        if (lowest >= 0.8) {
            return new Axis(0.8, 1, 0.05, 2);
        }
        double low = lowest >= 0.5 ? 0.5 : Math.floor(Math.max(0, lowest) * 5 + ROUNDING) / 5;
        return low == 0.5 ? new Axis(0.5, 1, 0.1, 1) : new Axis(low, 1, 0.2, 1);
    }

    /**
     * Round marks up to at least the highest, and one step below 0.
     *
     * @param highest above 0
     */
    static Axis aroundZero(double highest) {
        double magnitude = Math.pow(10, Math.floor(Math.log10(highest / 4)));
        double step =
                STEPS.stream()
                                .filter(s -> 4 * s * magnitude >= highest * (1 - ROUNDING))
                                .findFirst()
                                .orElse(10.0)
                        * magnitude;
        double high = Math.ceil(highest / step - ROUNDING) * step;
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + ROUNDING));
        boolean half = Math.abs(step * Math.pow(10, decimals) % 1) > ROUNDING;
        return new Axis(-step, high, step, half ? decimals + 1 : decimals);
    }

    /**
     * From one value to another, with four to ten round marks between them.
     *
     * @param high above {@code low}
     */
    static Axis within(double low, double high) {
        double magnitude = Math.pow(10, Math.floor(Math.log10((high - low) / 4)));
        double step =
                STEPS.stream().filter(s -> 8 * s * magnitude >= high - low).findFirst().orElse(10.0)
                        * magnitude;
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + ROUNDING));
        boolean half = Math.abs(step * Math.pow(10, decimals) % 1) > ROUNDING;
        return new Axis(low, high, step, half ? decimals + 1 : decimals);
    }

    /** The values of the marks, in ascending order. */
    double[] marks() {
        return LongStream.rangeClosed(
                        (long) Math.ceil(low / step - ROUNDING),
                        (long) Math.floor(high / step + ROUNDING))
                .mapToDouble(mark -> mark * step)
                .toArray();
    }

    /** A mark as text. */
    String label(double mark) {
        return String.format(Locale.ROOT, "%." + decimals + "f", mark == 0 ? 0.0 : mark)
                .replace("-", "\u2212");
    }

    /** Where a value lies, from 0 at the low end to 1 at the high one. */
    double share(double value) {
        return (value - low) / (high - low);
    }
}
