package io.podagra.eval.statistics;

/**
 * Turns scores into probabilities by a logistic regression of the label on logit(score), fitted on
 * validation images. Immutable.
 *
 * <p>Platt JC. Probabilistic outputs for support vector machines and comparisons to regularized
 * likelihood methods. In: Advances in Large Margin Classifiers. MIT Press 1999:61-74. With m
 * abnormal and n normal images the targets are (m + 1) / (m + 2) and 1 / (n + 2) in place of 1 and
 * 0, so that classes parted perfectly have a finite fit too. Platt's variable is the output of a
 * support vector machine; here it is log(score / (1 - score)) of the score cut to 1e-6 and 1 -
 * 1e-6, so that scores which are right already map to themselves (slope 1, intercept 0) but for the
 * smoothed targets.
 *
 * <p>A positive slope keeps the order of the scores, and so the AUC. Scores that mislead have a
 * negative slope, which turns them round.
 */
public final class PlattScaling {
    private final LogisticLine line;

    private PlattScaling(LogisticLine line) {
        this.line = line;
    }

    /**
     * @param validation scores from 0 to 1 that are not those of the images to apply this to
     * @return undefined unless there are images of both classes and at least two scores that differ
     * @throws IllegalArgumentException if a score is outside 0 to 1
     */
    public static Figure<PlattScaling> fit(LabelledScores validation) {
        return validation
                .withBothClasses()
                .flatMap(scores -> LogisticLine.fit(Logits.of(scores), targets(scores)))
                .map(PlattScaling::new);
    }

    private static double[] targets(LabelledScores scores) {
        double ofAbnormal = (scores.positives() + 1.0) / (scores.positives() + 2.0);
        double ofNormal = 1 / (scores.negatives() + 2.0);
        double[] targets = new double[scores.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = scores.abnormal(i) ? ofAbnormal : ofNormal;
        }
        return targets;
    }

    /**
     * The probability of abnormal, from 0 to 1.
     *
     * @throws IllegalArgumentException if the score is outside 0 to 1
     */
    public double apply(double score) {
        return line.at(Logits.of(score));
    }

    /** The same images with their probabilities. */
    public LabelledScores apply(LabelledScores scores) {
        return scores.map(this::apply);
    }

    /** By how much the logit grows with the score's logit; below 1 for scores too extreme. */
    public double slope() {
        return line.slope();
    }

    /** The logit that a score of one half is given. */
    public double intercept() {
        return line.intercept();
    }
}
