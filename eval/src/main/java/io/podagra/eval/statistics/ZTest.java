package io.podagra.eval.statistics;

/**
 * A two-sided test with a standard normal statistic.
 *
 * @param z the difference divided by its standard error
 * @param p the probability of a {@code z} at least as far from zero if there were no difference
 */
public record ZTest(double z, double p) {
    /**
     * The test of a difference against zero.
     *
     * @return undefined if the variance is zero but the difference is not; a difference of zero
     *     with no variance has {@code z = 0} and {@code p = 1}
     */
    static Figure<ZTest> of(double difference, double variance) {
        if (variance > 0) {
            double z = difference / Math.sqrt(variance);
            return Figure.of(new ZTest(z, Normal.twoSided(z)));
        }
        return difference == 0
                ? Figure.of(new ZTest(0, 1))
                : Figure.undefined("the difference has no variance in these images");
    }
}
