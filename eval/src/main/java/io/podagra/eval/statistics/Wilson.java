package io.podagra.eval.statistics;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * Wilson's score interval of a proportion (Wilson EB, JASA 1927;22(158):209-212), which stays
 * within 0 and 1 and is usable near them. It takes the images as independent.
 */
public final class Wilson {
    private Wilson() {}

    /**
     * @param noun what is counted, for the reason when there is none
     */
    public static Figure<Interval> interval(
            int successes, int trials, double confidence, String noun) {
        if (trials == 0) {
            return Figure.undefined("no " + noun);
        }
        var interval =
                BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
                        trials, successes, 1 - confidence);
        // Exact by the formula, but not in floating point.
        double low = successes == 0 ? 0 : interval.getLowerBound();
        double high = successes == trials ? 1 : interval.getUpperBound();
        return Figure.of(new Interval(low, high));
    }
}
