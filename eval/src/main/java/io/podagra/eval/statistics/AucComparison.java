package io.podagra.eval.statistics;

/**
 * The AUC of one method less the AUC of another on the same images.
 *
 * @param difference from -1 to 1
 * @param variance of {@code difference}; undefined for too few images or patients
 */
public record AucComparison(double difference, Figure<Double> variance) {
    /** The Wald interval of the difference, cut to -1 and 1. */
    public Figure<Interval> interval(double confidence) {
        return variance.map(v -> Normal.interval(difference, v, confidence).clipped(-1, 1));
    }

    /** The test of no difference: Z = difference / standard error. */
    public Figure<ZTest> test() {
        return variance.flatMap(v -> ZTest.of(difference, v));
    }
}
