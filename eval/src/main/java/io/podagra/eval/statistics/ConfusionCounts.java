package io.podagra.eval.statistics;

/**
 * How the calls at one threshold compare with the labels. A call is abnormal when the score is at
 * least the threshold.
 *
 * @param tp abnormal images called abnormal
 * @param fn abnormal images called normal
 * @param tn normal images called normal
 * @param fp normal images called abnormal
 */
public record ConfusionCounts(int tp, int fn, int tn, int fp) {
    private static final String ABNORMAL = "abnormal image";
    private static final String NORMAL = "normal image";

    /**
     * @throws IllegalArgumentException if a count is negative
     */
    public ConfusionCounts {
        if (tp < 0 || fn < 0 || tn < 0 || fp < 0) {
            throw new IllegalArgumentException(
                    "negative count: tp %d, fn %d, tn %d, fp %d".formatted(tp, fn, tn, fp));
        }
    }

    /** Counts the calls at a threshold. */
    public static ConfusionCounts at(double threshold, LabelledScores scores) {
        int tp = 0;
        int fp = 0;
        for (int i = 0; i < scores.size(); i++) {
            if (scores.score(i) >= threshold) {
                tp += scores.abnormal(i) ? 1 : 0;
                fp += scores.abnormal(i) ? 0 : 1;
            }
        }
        return new ConfusionCounts(tp, scores.positives() - tp, scores.negatives() - fp, fp);
    }

    public int images() {
        return tp + fn + tn + fp;
    }

    /** The share of all images called right. */
    public Figure<Double> accuracy() {
        return share(tp + tn, images(), "image");
    }

    /** The share of the abnormal images called abnormal. */
    public Figure<Double> sensitivity() {
        return share(tp, tp + fn, ABNORMAL);
    }

    /** The share of the normal images called normal. */
    public Figure<Double> specificity() {
        return share(tn, tn + fp, NORMAL);
    }

    /** Wilson's interval of the accuracy, images taken as independent. */
    public Figure<Interval> accuracyInterval(double confidence) {
        return Wilson.interval(tp + tn, images(), confidence, "image");
    }

    /** Wilson's interval of the sensitivity, images taken as independent. */
    public Figure<Interval> sensitivityInterval(double confidence) {
        return Wilson.interval(tp, tp + fn, confidence, ABNORMAL);
    }

    /** Wilson's interval of the specificity, images taken as independent. */
    public Figure<Interval> specificityInterval(double confidence) {
        return Wilson.interval(tn, tn + fp, confidence, NORMAL);
    }

    private static Figure<Double> share(int part, int whole, String noun) {
        return whole == 0 ? Figure.undefined("no " + noun) : Figure.of((double) part / whole);
    }
}
