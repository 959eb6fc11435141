package io.podagra.eval.statistics;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * The scores of one method with the true classes: what every statistic here starts from. A higher
 * score means abnormal. Immutable.
 */
public final class LabelledScores {
    private final double[] scores;
    private final boolean[] abnormal;
    private final int positives;

    private LabelledScores(double[] scores, boolean[] abnormal) {
        this.scores = scores;
        this.abnormal = abnormal;
        int count = 0;
        for (boolean positive : abnormal) {
            count += positive ? 1 : 0;
        }
        this.positives = count;
    }

    /**
     * @param scores finite; any scale for ranks, 0 to 1 where they are read as probabilities
     * @param abnormal true for the positive class; as long as {@code scores}
     * @throws IllegalArgumentException if the lengths differ or a score is not finite
     */
    public static LabelledScores of(double[] scores, boolean[] abnormal) {
        if (scores.length != abnormal.length) {
            throw new IllegalArgumentException(
                    "%d scores but %d labels".formatted(scores.length, abnormal.length));
        }
        for (double score : scores) {
            if (!Double.isFinite(score)) {
                throw new IllegalArgumentException("score %s is not finite".formatted(score));
            }
        }
        return new LabelledScores(scores.clone(), abnormal.clone());
    }

    /** How many images there are. */
    public int size() {
        return scores.length;
    }

    /** How many are abnormal. */
    public int positives() {
        return positives;
    }

    /** How many are normal. */
    public int negatives() {
        return scores.length - positives;
    }

    public double score(int image) {
        return scores[image];
    }

    public boolean abnormal(int image) {
        return abnormal[image];
    }

    /**
     * @throws IllegalArgumentException unless both hold the same labels in the same order, as a
     *     paired comparison needs
     */
    void requireLabelsOf(LabelledScores other) {
        if (!Arrays.equals(abnormal, other.abnormal)) {
            throw new IllegalArgumentException("the two methods have different labels");
        }
    }

    /** The same images with changed scores. */
    LabelledScores map(DoubleUnaryOperator change) {
        return of(DoubleStream.of(scores).map(change).toArray(), abnormal);
    }

    /** The images with these numbers, in this order. */
    LabelledScores subset(int[] images) {
        double[] chosen = new double[images.length];
        boolean[] labels = new boolean[images.length];
        for (int i = 0; i < images.length; i++) {
            chosen[i] = scores[images[i]];
            labels[i] = abnormal[images[i]];
        }
        return new LabelledScores(chosen, labels);
    }

    /** This, or the reason why nothing that needs both classes can be computed. */
    Figure<LabelledScores> withBothClasses() {
        if (size() == 0) {
            return Figure.undefined("no image");
        }
        if (positives == 0) {
            return Figure.undefined("no abnormal image");
        }
        return negatives() == 0 ? Figure.undefined("no normal image") : Figure.of(this);
    }

    /** The scores of one class in ascending order. */
    double[] sorted(boolean ofAbnormal) {
        double[] chosen = new double[ofAbnormal ? positives : negatives()];
        int next = 0;
        for (int i = 0; i < scores.length; i++) {
            if (abnormal[i] == ofAbnormal) {
                chosen[next++] = scores[i];
            }
        }
        Arrays.sort(chosen);
        return chosen;
    }

    /** Every score once, from the lowest to the highest. */
    double[] distinctAscending() {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            // Zero and minus zero are one score, although sorting tells them apart.
            if (i == 0 || sorted[i] > sorted[distinct - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, distinct);
    }
}
