package io.podagra.eval.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How far the mean of new independent values lies from a reference's, in standard deviations of the
 * reference (Glass's delta), with its interval and a two-sided t test of no shift.
 *
 * <p>The new values' variance is taken to be their own or, if that is larger, the reference's.
 * Welch's test (Biometrika 1947;34:28-35) would take their own in any case: then three patients who
 * happen to have been examined with one device, and so agree to the pixel, would pass for a new
 * hospital. Without a shift both are estimates of one variance, and the larger one errs on the safe
 * side. It also makes a statement about a single new value possible.
 *
 * @param effect new mean less reference mean, in standard deviations of the reference
 * @param interval of the effect, taking the reference's standard deviation as known
 * @param p two-sided; uniform or larger if there is no shift
 */
public record MeanShift(double effect, Interval interval, double p) {
    /**
     * @param reference at least two values
     * @param spread standard deviation of the reference, or what is to be taken in its place
     *     because a smaller one would not matter to anybody; above 0
     * @param fresh the new values
     * @param confidence of the interval, between 0 and 1
     * @return undefined if the reference has less than two values
     */
    public static Figure<MeanShift> of(
            Moments reference, double spread, Moments fresh, double confidence) {
        Arguments.innerShare(confidence, "confidence");
        if (!(spread > 0)) {
            throw new IllegalArgumentException("spread %s is not above 0".formatted(spread));
        }
        if (reference.count() < 2) {
            return Figure.undefined("a reference of one patient has no spread");
        }
        boolean own = fresh.count() > 1 && fresh.deviation() > spread;
        double ofReference = spread * spread / reference.count();
        double deviation = own ? fresh.deviation() : spread;
        double ofFresh = deviation * deviation / fresh.count();
        double error = Math.sqrt(ofReference + ofFresh);
        TDistribution t =
                TDistribution.of(
                        own
                                ? welch(ofReference, reference.count(), ofFresh, fresh.count())
                                : reference.count() - 1);
        double difference = fresh.mean() - reference.mean();
        double reach = t.inverseSurvivalProbability((1 - confidence) / 2) * error;
        return Figure.of(
                new MeanShift(
                        difference / spread,
                        new Interval((difference - reach) / spread, (difference + reach) / spread),
                        Math.min(1, 2 * t.survivalProbability(Math.abs(difference) / error))));
    }

    /** Welch's and Satterthwaite's degrees of freedom. */
    private static double welch(double one, int countOfOne, double other, int countOfOther) {
        return (one + other)
                * (one + other)
                / (one * one / (countOfOne - 1) + other * other / (countOfOther - 1));
    }

    /**
     * The least shift that the test finds with a probability, by the usual sum of quantiles: (t of
     * the level + t of the power) sqrt(1 / reference + 1 / fresh).
     *
     * @param reference number of its values, at least 2
     * @param fresh number of new values, at least 1
     * @param level of the test, two-sided, between 0 and 1
     * @param power probability to find it, between 0.5 and 1
     * @return in standard deviations of the reference
     */
    public static double detectable(int reference, int fresh, double level, double power) {
        return quantiles(reference, level, power) * Math.sqrt(1.0 / reference + 1.0 / fresh);
    }

    /**
     * How many new values it takes to find a shift, the reverse of {@link #detectable}.
     *
     * @param effect in standard deviations of the reference, above 0
     * @return undefined if no number is enough, because the reference itself is too small
     */
    public static Figure<Integer> needed(int reference, double effect, double level, double power) {
        double inverse = Math.pow(effect / quantiles(reference, level, power), 2) - 1.0 / reference;
        return inverse > 0
                ? Figure.of((int) Math.min(Integer.MAX_VALUE, Math.ceil(1 / inverse)))
                : Figure.undefined("a reference of %d patients is too small", reference);
    }

    private static double quantiles(int reference, double level, double power) {
        TDistribution t = TDistribution.of(reference - 1.0);
        return t.inverseSurvivalProbability(Arguments.innerShare(level, "level") / 2)
                + t.inverseSurvivalProbability(1 - Arguments.innerShare(power, "power"));
    }
}
