package io.podagra.eval.statistics;

/**
 * Whether scores are right as probabilities, by a line: the logistic regression of the label on
 * log(score / (1 - score)) of the score cut to 1e-6 and 1 - 1e-6 (Cox DR. Two further applications
 * of a model for binary regression. Biometrika 1958;45:562-565). Scores that are right have slope 1
 * and intercept 0.
 *
 * <p>It is {@link PlattScaling} without the smoothed targets, and a measure of the images it is
 * fitted on, not a way to change others.
 *
 * @param slope below 1 for scores too near 0 and 1, above 1 for scores too near one another;
 *     negative for scores that mislead
 * @param intercept the logit of abnormal at a score of one half
 */
public record LogisticRecalibration(double slope, double intercept) {
    /**
     * @param scores from 0 to 1
     * @return undefined unless there are images of both classes with scores that differ and
     *     overlap: the slope of classes parted perfectly is infinite
     * @throws IllegalArgumentException if a score is outside 0 to 1
     */
    public static Figure<LogisticRecalibration> of(LabelledScores scores) {
        return scores.withBothClasses().flatMap(LogisticRecalibration::ofBothClasses);
    }

    private static Figure<LogisticRecalibration> ofBothClasses(LabelledScores scores) {
        LabelledScores logits = scores.map(Logits::of);
        if (logits.distinctAscending().length > 1 && parted(logits)) {
            return Figure.undefined("the scores part the classes perfectly");
        }
        double[] targets = new double[scores.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = scores.abnormal(i) ? 1 : 0;
        }
        return LogisticLine.fit(Logits.of(scores), targets)
                .map(line -> new LogisticRecalibration(line.slope(), line.intercept()));
    }

    /** Whether no score of one class lies within the range of the other. */
    private static boolean parted(LabelledScores logits) {
        double[] normal = logits.sorted(false);
        double[] abnormal = logits.sorted(true);
        return normal[normal.length - 1] <= abnormal[0]
                || abnormal[abnormal.length - 1] <= normal[0];
    }
}
