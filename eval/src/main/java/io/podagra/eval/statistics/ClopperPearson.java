package io.podagra.eval.statistics;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * The exact interval of a proportion (Clopper CJ, Pearson ES, Biometrika 1934;26(4):404-413), which
 * covers the true share in at least the confidence of all samples and so is wider than {@link
 * Wilson}'s. It takes the images as independent.
 */
public final class ClopperPearson {
    private ClopperPearson() {}

    /**
     * @param noun what is counted, for the reason when there is none
     */
    public static Figure<Interval> interval(
            int successes, int trials, double confidence, String noun) {
        if (trials == 0) {
            return Figure.undefined("no " + noun);
        }
        var interval =
                BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(
                        trials, successes, 1 - confidence);
        return Figure.of(new Interval(interval.getLowerBound(), interval.getUpperBound()));
    }
}
