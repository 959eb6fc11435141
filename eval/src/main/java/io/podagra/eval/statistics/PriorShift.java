package io.podagra.eval.statistics;

/**
 * Moves probabilities that hold where one share of the images is abnormal to where another is: the
 * odds are multiplied by the ratio of the shares' odds (Saerens M, Latinne P, Decaestecker C.
 * Neural Computation 2002;14(1):21-41). Right if images of a class look the same in both places.
 */
public final class PriorShift {
    private PriorShift() {}

    /**
     * @param scores read as probabilities of abnormal, 0 to 1
     * @param from the share of abnormal images that the scores hold for, between 0 and 1
     * @param to the share to move them to, between 0 and 1
     * @throws IllegalArgumentException if a share is out of range
     */
    public static LabelledScores apply(LabelledScores scores, double from, double to) {
        Arguments.innerShare(from, "from");
        Arguments.innerShare(to, "to");
        double ratio = to / (1 - to) * ((1 - from) / from);
        double[] shifted = new double[scores.size()];
        boolean[] abnormal = new boolean[scores.size()];
        for (int image = 0; image < shifted.length; image++) {
            double score = Arguments.share(scores.score(image), "score");
            shifted[image] = score * ratio / (1 - score + score * ratio);
            abnormal[image] = scores.abnormal(image);
        }
        return LabelledScores.of(shifted, abnormal);
    }
}
