package io.podagra.eval.statistics;

/** Scores read as probabilities, on the scale of logistic regression. */
final class Logits {
    private static final double LEAST = 1e-6;

    private Logits() {}

    /**
     * log(score / (1 - score)) of the score cut to 1e-6 and 1 - 1e-6: -13.8 to 13.8.
     *
     * @throws IllegalArgumentException if the score is outside 0 to 1
     */
    static double of(double score) {
        Arguments.share(score, "score");
        double clipped = Math.min(Math.max(score, LEAST), 1 - LEAST);
        return Math.log(clipped / (1 - clipped));
    }

    /** Those of all images. */
    static double[] of(LabelledScores scores) {
        double[] logits = new double[scores.size()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = of(scores.score(i));
        }
        return logits;
    }
}
