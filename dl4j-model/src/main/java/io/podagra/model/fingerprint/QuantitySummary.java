package io.podagra.model.fingerprint;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the reference remembers of a quantity: figures over patients, none of them one patient's.
 *
 * @param quantity what was measured
 * @param patients how many, at least 1
 * @param mean of the patients' means
 * @param deviation standard deviation of the patients' means, at least 0; 0 for one patient
 * @param histogram of the patients' means, for a picture
 */
public record QuantitySummary(
        Quantity quantity, int patients, double mean, double deviation, Histogram histogram) {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    public QuantitySummary {
        requireNonNull(quantity, "quantity is null");
        requireNonNull(histogram, "histogram is null");
        if (patients < 1 || !Double.isFinite(mean) || !(deviation >= 0 && deviation < INFINITY)) {
            throw new IllegalArgumentException(
                    "%s has mean %s and deviation %s of %d patients"
                            .formatted(quantity.name(), mean, deviation, patients));
        }
    }

    /** Of at least one patient. */
    public static QuantitySummary of(Quantity.Measured measured) {
        List<Double> values = measured.byPatient();
        double mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
        double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        double deviation = values.size() > 1 ? Math.sqrt(squares / (values.size() - 1)) : 0;
        return new QuantitySummary(
                measured.quantity(),
                values.size(),
                mean,
                deviation,
                Histogram.around(
                        mean, Math.max(deviation, measured.quantity().resolution()), values));
    }

    /** The deviation, or the quantity's resolution if that is larger. */
    public double spread() {
        return Math.max(deviation, quantity.resolution());
    }
}
