package io.podagra.eval.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** What the tests and intervals need of the standard normal distribution. */
final class Normal {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    private Normal() {}

    /** The probability of a value at least as far from zero as {@code z}. */
    static double twoSided(double z) {
        return Math.min(1, 2 * STANDARD.survivalProbability(Math.abs(z)));
    }

    /** The probability of a value of at most {@code z}. */
    static double probability(double z) {
        return STANDARD.cumulativeProbability(z);
    }

    /** The value that is exceeded with probability 1 - {@code probability}. */
    static double quantile(double probability) {
        return STANDARD.inverseCumulativeProbability(probability);
    }

    /** The interval of an estimate with this variance. */
    static Interval interval(double estimate, double variance, double confidence) {
        double reach =
                STANDARD.inverseSurvivalProbability((1 - confidence) / 2) * Math.sqrt(variance);
        return new Interval(estimate - reach, estimate + reach);
    }
}
