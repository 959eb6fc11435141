package io.podagra.eval.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** The AUC when each patient's images count several times or not at all. */
final class WeightedAuc {
    /** By ascending score: the patient of each image, and 1 if it is abnormal. */
    private final int[] patientOf;

    private final int[] abnormal;

    /** The ends of the groups of equal scores. */
    private final int[] groupEnds;

    WeightedAuc(LabelledScores scores, Patients patients) {
        int[] order =
                IntStream.range(0, scores.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(scores::score))
                        .mapToInt(Integer::intValue)
                        .toArray();
        this.patientOf = IntStream.of(order).map(patients::patientOf).toArray();
        this.abnormal = IntStream.of(order).map(image -> scores.abnormal(image) ? 1 : 0).toArray();
        this.groupEnds =
                IntStream.rangeClosed(1, order.length)
                        .filter(
                                end ->
                                        end == order.length
                                                || scores.score(order[end])
                                                        != scores.score(order[end - 1]))
                        .toArray();
    }

    /**
     * @param weights how often each patient counts
     * @return NaN if images of one class remain
     */
    double of(int[] weights) {
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
                abnormalHere += (long) weight * abnormal[image];
            }
            long normalHere = all - abnormalHere;
            halfWins += abnormalHere * (2 * below + normalHere);
            below += normalHere;
            positives += abnormalHere;
        }
        return halfWins / (2.0 * positives * below);
    }
}
