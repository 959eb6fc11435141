package io.podagra.eval;

import static java.util.Objects.requireNonNull;

import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.OperatingRule;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How an evaluation is done. The margin must be declared before the test scores are looked at. The
 * confidence of the intervals is no setting, it is {@link Interval#CONFIDENCE}.
 *
 * @param bootstrapRedraws how often patients are drawn, at least 1
 * @param seed of the draws
 * @param equivalenceMargin the difference of AUC below which two methods count as equivalent,
 *     greater than 0 and less than 1
 * @param eceBins how many bins of about equally many images the calibration aims at, at least 1
 * @param subgroups columns of the manifest whose values make subgroups; those it lacks are passed
 *     over
 * @param operating what operating points are shown beside the study's own
 */
public record EvaluationSettings(
        int bootstrapRedraws,
        long seed,
        double equivalenceMargin,
        int eceBins,
        List<String> subgroups,
        Operating operating) {
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
        subgroups = List.copyOf(subgroups);
        requireNonNull(operating, "operating is null");
    }

    /**
     * Operating points by other rules than Youden's index, and what calls would mean in use.
     *
     * @param sensitivity the least one of the rule of fixed sensitivity, above 0, at most 1
     * @param specificity the least one of the rule of fixed specificity, above 0, at most 1
     * @param falseNegativeCost what missing an abnormal image costs, in units of a false alarm;
     *     above 0
     * @param prevalence the share of abnormal images where the model is to be used, 0 to 1; 0 takes
     *     that of the test images
     */
    public record Operating(
            double sensitivity, double specificity, double falseNegativeCost, double prevalence) {
        /**
         * @throws IllegalArgumentException if a setting is out of range
         */
        public Operating {
            require(isShare(sensitivity), "sensitivity", sensitivity, "above 0, at most 1");
            require(isShare(specificity), "specificity", specificity, "above 0, at most 1");
            require(
                    falseNegativeCost > 0 && Double.isFinite(falseNegativeCost),
                    "falseNegativeCost",
                    falseNegativeCost,
                    "above 0");
            require(
                    prevalence >= 0 && prevalence < 1,
                    "prevalence",
                    prevalence,
                    "from 0 (that of the test images) to less than 1");
        }

        /** The share of abnormal images in use, if it is given. */
        public OptionalDouble givenPrevalence() {
            return prevalence > 0 ? OptionalDouble.of(prevalence) : OptionalDouble.empty();
        }

        /** The rules, Youden's index first. */
        public List<OperatingRule> rules(double prevalenceInUse) {
            return List.of(
                    new OperatingRule.Youden(),
                    new OperatingRule.FixedSensitivity(sensitivity),
                    new OperatingRule.FixedSpecificity(specificity),
                    new OperatingRule.CostRatio(falseNegativeCost, prevalenceInUse));
        }

        private static boolean isShare(double value) {
            return value > 0 && value <= 1;
        }
    }

    /**
     * 2,000 redraws with seed 1, a margin of 0.02, 10 bins, subgroups by device, site and
     * laterality, sensitivity and specificity of 0.9, a false negative as dear as two false
     * positives, and the prevalence of the test images.
     */
    public static EvaluationSettings defaults() {
        return new EvaluationSettings(
                2000,
                1,
                0.02,
                10,
                List.of("device", "site", "laterality"),
                new Operating(0.9, 0.9, 2, 0));
    }

    /** These settings with another number of redraws. */
    public EvaluationSettings withBootstrapRedraws(int redraws) {
        return new EvaluationSettings(
                redraws, seed, equivalenceMargin, eceBins, subgroups, operating);
    }

    /** These settings with another seed. */
    public EvaluationSettings withSeed(long newSeed) {
        return new EvaluationSettings(
                bootstrapRedraws, newSeed, equivalenceMargin, eceBins, subgroups, operating);
    }

    /** These settings with another margin. */
    public EvaluationSettings withEquivalenceMargin(double margin) {
        return new EvaluationSettings(
                bootstrapRedraws, seed, margin, eceBins, subgroups, operating);
    }

    /** These settings with subgroups by other columns. */
    public EvaluationSettings withSubgroups(List<String> columns) {
        return new EvaluationSettings(
                bootstrapRedraws, seed, equivalenceMargin, eceBins, columns, operating);
    }

    /** These settings with other operating points. */
    public EvaluationSettings withOperating(Operating other) {
        return new EvaluationSettings(
                bootstrapRedraws, seed, equivalenceMargin, eceBins, subgroups, other);
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s is %s; expected a number %s".formatted(name, value, expected));
        }
    }
}
