package io.podagra.eval.statistics;

import java.util.List;

/**
 * Whether acting on the scores does more good than acting on every patient or on none, by the
 * probability at which one would act. Immutable.
 *
 * <p>Vickers AJ, Elkin EB. Decision curve analysis: a novel method for evaluating prediction
 * models. Medical Decision Making 2006;26(6):565-574. Who acts at a probability of t holds a missed
 * abnormal image to be (1 - t) / t times as bad as a false alarm. The net benefit counts the
 * abnormal images found, less the false alarms at that rate: sensitivity x prevalence - (1 -
 * specificity) x (1 - prevalence) x t / (1 - t). Its unit is one abnormal image found for each
 * image examined; acting on none has 0.
 */
public final class DecisionCurve {
    private final List<Point> points;

    private DecisionCurve(List<Point> points) {
        this.points = points;
    }

    /**
     * The net benefit at one threshold probability.
     *
     * @param threshold at least which a score is acted on; 0 to less than 1
     * @param netBenefit of acting on the scores; at most the prevalence
     * @param treatAll of acting on every image
     */
    public record Point(double threshold, double netBenefit, double treatAll) {}

    /**
     * @param scores read as probabilities of abnormal, 0 to 1: calibrate them first
     * @param prevalence the share of abnormal images where the scores will be used, between 0 and
     *     1; that of {@code scores} gives the original definition
     * @param thresholds from 0 to less than 1
     * @return undefined unless there are images of both classes
     * @throws IllegalArgumentException if the prevalence or a threshold is out of range
     */
    public static Figure<DecisionCurve> of(
            LabelledScores scores, double prevalence, List<Double> thresholds) {
        Arguments.innerShare(prevalence, "prevalence");
        for (double threshold : thresholds) {
            if (!(threshold >= 0 && threshold < 1)) {
                throw new IllegalArgumentException(
                        "threshold %s is not at least 0 and below 1".formatted(threshold));
            }
        }
        return scores.withBothClasses()
                .map(
                        both ->
                                new DecisionCurve(
                                        thresholds.stream()
                                                .map(t -> point(both, prevalence, t))
                                                .toList()));
    }

    private static Point point(LabelledScores scores, double prevalence, double threshold) {
        ConfusionCounts counts = ConfusionCounts.at(threshold, scores);
        double found = (double) counts.tp() / scores.positives();
        double falseAlarms = (double) counts.fp() / scores.negatives();
        return new Point(
                threshold,
                netBenefit(found, falseAlarms, prevalence, threshold),
                netBenefit(1, 1, prevalence, threshold));
    }

    private static double netBenefit(
            double found, double falseAlarms, double prevalence, double threshold) {
        return found * prevalence - falseAlarms * (1 - prevalence) * (threshold / (1 - threshold));
    }

    /** In the order of the thresholds given. */
    public List<Point> points() {
        return points;
    }
}
