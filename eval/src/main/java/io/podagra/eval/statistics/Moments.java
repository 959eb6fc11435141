package io.podagra.eval.statistics;

import java.util.Arrays;

/**
 * Number, mean and standard deviation of independent values, such as one of each patient.
 *
 * @param count at least 1
 * @param mean finite
 * @param deviation with {@code count - 1} degrees of freedom, at least 0; without meaning for one
 */
public record Moments(int count, double mean, double deviation) {
    /**
     * @throws IllegalArgumentException if a component is out of its range
     */
    public Moments {
        if (count < 1 || !Double.isFinite(mean) || !(deviation >= 0)) {
            throw new IllegalArgumentException(
                    "no moments: %d values, mean %s, deviation %s"
                            .formatted(count, mean, deviation));
        }
    }

    /**
     * @throws IllegalArgumentException if there is no value, or one is no finite number
     */
    public static Moments of(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
        return new Moments(
                values.length,
                mean,
                values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0);
    }
}
