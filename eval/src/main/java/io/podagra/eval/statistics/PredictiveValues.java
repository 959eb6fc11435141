package io.podagra.eval.statistics;

/**
 * What a call means where abnormal is more or less common than among the test images.
 *
 * @param ppv the positive predictive value: the share of the abnormal calls that are right
 * @param npv the negative predictive value: the share of the normal calls that are right
 */
public record PredictiveValues(Figure<Double> ppv, Figure<Double> npv) {
    /**
     * By Bayes' theorem. A value is undefined if no such call would ever be made.
     *
     * @param sensitivity 0 to 1
     * @param specificity 0 to 1
     * @param prevalence the share of abnormal images where the calls will be made, 0 to 1
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static PredictiveValues of(double sensitivity, double specificity, double prevalence) {
        Arguments.share(sensitivity, "sensitivity");
        Arguments.share(specificity, "specificity");
        Arguments.share(prevalence, "prevalence");
        double found = sensitivity * prevalence;
        double missed = (1 - sensitivity) * prevalence;
        double cleared = specificity * (1 - prevalence);
        double falseAlarms = (1 - specificity) * (1 - prevalence);
        return new PredictiveValues(
                found + falseAlarms > 0
                        ? Figure.of(found / (found + falseAlarms))
                        : Figure.undefined("no image would be called abnormal"),
                cleared + missed > 0
                        ? Figure.of(cleared / (cleared + missed))
                        : Figure.undefined("no image would be called normal"));
    }

    /**
     * The logit interval of the positive predictive value (Mercaldo ND, Lau KF, Zhou XH. Confidence
     * intervals for predictive values with an emphasis to case-control studies. Statistics in
     * Medicine 2007;26(10):2170-2183), images taken as independent and the prevalence as known.
     *
     * @param counts of the images that sensitivity and specificity are measured on
     * @param prevalence the share of abnormal images where the calls will be made, between 0 and 1
     * @param confidence such as 0.95
     * @return undefined unless some image of each class is called abnormal
     * @throws IllegalArgumentException if the prevalence is out of range
     */
    public static Figure<Interval> ppvInterval(
            ConfusionCounts counts, double prevalence, double confidence) {
        Arguments.innerShare(prevalence, "prevalence");
        if (counts.tp() == 0 || counts.fp() == 0) {
            return Figure.undefined(
                    "the logit interval needs images of both classes called abnormal");
        }
        return logitInterval(
                LogShare.of(counts.tp(), counts.fn()).times(prevalence),
                LogShare.of(counts.fp(), counts.tn()).times(1 - prevalence),
                confidence);
    }

    /**
     * The logit interval of the negative predictive value, as {@link #ppvInterval}.
     *
     * @return undefined unless some image of each class is called normal
     * @throws IllegalArgumentException if the prevalence is out of range
     */
    public static Figure<Interval> npvInterval(
            ConfusionCounts counts, double prevalence, double confidence) {
        Arguments.innerShare(prevalence, "prevalence");
        if (counts.tn() == 0 || counts.fn() == 0) {
            return Figure.undefined(
                    "the logit interval needs images of both classes called normal");
        }
        return logitInterval(
                LogShare.of(counts.tn(), counts.fp()).times(1 - prevalence),
                LogShare.of(counts.fn(), counts.tp()).times(prevalence),
                confidence);
    }

    private static Figure<Interval> logitInterval(
            LogShare right, LogShare wrong, double confidence) {
        Interval logit =
                Normal.interval(
                        right.logarithm() - wrong.logarithm(),
                        right.variance() + wrong.variance(),
                        confidence);
        return Figure.of(new Interval(probability(logit.low()), probability(logit.high())));
    }

    private static double probability(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** The logarithm of a share with its variance, (1 - share) / share / n. */
    private record LogShare(double logarithm, double variance) {
        private static LogShare of(int part, int rest) {
            double whole = (double) part + rest;
            return new LogShare(Math.log(part / whole), rest / (part * whole));
        }

        private LogShare times(double factor) {
            return new LogShare(logarithm + Math.log(factor), variance);
        }
    }
}
