package io.podagra.eval.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The ROC curve when each patient's images count several times or not at all. */
final class WeightedRoc {
    /** By ascending score: the patient of each image, and 1 if it is abnormal. */
    private final int[] patientOf;

    private final int[] abnormalOf;

    /** The ends of the groups of equal scores. */
    private final int[] groupEnds;

    WeightedRoc(LabelledScores scores, Patients patients) {
        ScoreOrder order = ScoreOrder.of(scores);
        this.patientOf = new int[order.size()];
        this.abnormalOf = new int[order.size()];
        for (int position = 0; position < patientOf.length; position++) {
            patientOf[position] = patients.patientOf(order.image(position));
            abnormalOf[position] = scores.abnormal(order.image(position)) ? 1 : 0;
        }
        this.groupEnds = IntStream.range(0, order.groups()).map(order::end).toArray();
    }

    /**
     * The area under the curve.
     *
     * @param weights how often each patient counts
     * @return NaN if images of one class remain
     */
    double auc(int[] weights) {
        long below = 0;
        long positives = 0;
        long halfWins = 0;
        int image = 0;
        for (int end : groupEnds) {
            long abnormalHere = 0;
            long all = 0;
            for (; image < end; image++) {
                int weight = weights[patientOf[image]];
                all += weight;
                abnormalHere += (long) weight * abnormalOf[image];
            }
            long normalHere = all - abnormalHere;
            halfWins += abnormalHere * (2 * below + normalHere);
            below += normalHere;
            positives += abnormalHere;
        }
        return halfWins / (2.0 * positives * below);
    }

    /**
     * The sensitivity at false positive rates of 0, 1 / steps, 2 / steps ... 1: linear between the
     * curve's points, and the greatest where the curve is vertical, as {@code coords} of pROC.
     *
     * @param weights how often each patient counts
     * @return {@code steps + 1} values, all NaN if images of one class remain
     */
    double[] sensitivities(int[] weights, int steps) {
        long normal = 0;
        long abnormal = 0;
        for (int i = 0; i < patientOf.length; i++) {
            abnormal += (long) weights[patientOf[i]] * abnormalOf[i];
            normal += (long) weights[patientOf[i]] * (1 - abnormalOf[i]);
        }
        double[] sensitivities = new double[steps + 1];
        if (normal == 0 || abnormal == 0) {
            Arrays.fill(sensitivities, Double.NaN);
            return sensitivities;
        }
        // From (1, 1) by rising threshold. The rates are compared as products of whole numbers.
        sensitivities[steps] = 1;
        int step = steps - 1;
        long falseAlarms = normal;
        long found = abnormal;
        int image = 0;
        for (int end : groupEnds) {
            long normalHere = 0;
            long abnormalHere = 0;
            for (; image < end; image++) {
                int weight = weights[patientOf[image]];
                abnormalHere += (long) weight * abnormalOf[image];
                normalHere += (long) weight * (1 - abnormalOf[image]);
            }
            falseAlarms -= normalHere;
            found -= abnormalHere;
            for (; step >= 0 && step * normal >= falseAlarms * steps; step--) {
                double beyond = (double) (step * normal - falseAlarms * steps) / steps;
                sensitivities[step] = (found + abnormalHere * (beyond / normalHere)) / abnormal;
            }
        }
        return sensitivities;
    }
}
