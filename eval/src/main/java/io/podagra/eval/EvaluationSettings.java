package io.podagra.eval;

import io.podagra.eval.statistics.Interval;

/**
 * How an evaluation is done. The margin must be declared before the test scores are looked at. The
 * confidence of the intervals is no setting, it is {@link Interval#CONFIDENCE}.
 *
 * @param bootstrapRedraws how often patients are drawn, at least 1
 * @param seed of the draws
 * @param equivalenceMargin the difference of AUC below which two methods count as equivalent,
 *     greater than 0 and less than 1
 * @param eceBins how many bins of about equally many images the calibration aims at, at least 1
 */
public record EvaluationSettings(
        int bootstrapRedraws, long seed, double equivalenceMargin, int eceBins) {
    /**
     * @throws IllegalArgumentException if a setting is out of range
     */
    public EvaluationSettings {
        require(bootstrapRedraws >= 1, "bootstrapRedraws", bootstrapRedraws, "at least 1");
        require(
                equivalenceMargin > 0 && equivalenceMargin < 1,
                "equivalenceMargin",
                equivalenceMargin,
                "between 0 and 1");
        require(eceBins >= 1, "eceBins", eceBins, "at least 1");
    }

    /** 2,000 redraws with seed 1, a margin of 0.02 and 10 bins. */
    public static EvaluationSettings defaults() {
        return new EvaluationSettings(2000, 1, 0.02, 10);
    }

    /** These settings with another number of redraws. */
    public EvaluationSettings withBootstrapRedraws(int redraws) {
        return new EvaluationSettings(redraws, seed, equivalenceMargin, eceBins);
    }

    /** These settings with another seed. */
    public EvaluationSettings withSeed(long newSeed) {
        return new EvaluationSettings(bootstrapRedraws, newSeed, equivalenceMargin, eceBins);
    }

    /** These settings with another margin. */
    public EvaluationSettings withEquivalenceMargin(double margin) {
        return new EvaluationSettings(bootstrapRedraws, seed, margin, eceBins);
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s is %s; expected a number %s".formatted(name, value, expected));
        }
    }
}
