package io.podagra.eval.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * The empirical ROC curve: one point for each distinct score and one for calling nothing abnormal.
 * Images with the same score move together, so ties make slanted lines. Immutable.
 */
public final class RocCurve {
    private final List<Point> points;

    private RocCurve(List<Point> points) {
        this.points = List.copyOf(points);
    }

    /**
     * What calling every image abnormal whose score is at least the threshold comes to.
     *
     * @param threshold positive infinity in the first point
     * @param truePositives abnormal images called abnormal
     * @param falsePositives normal images called abnormal
     * @param truePositiveRate the sensitivity
     * @param falsePositiveRate 1 - specificity
     */
    public record Point(
            double threshold,
            int truePositives,
            int falsePositives,
            double truePositiveRate,
            double falsePositiveRate) {}

    /** Undefined unless there are images of both classes. */
    public static Figure<RocCurve> of(LabelledScores scores) {
        return scores.withBothClasses().map(RocCurve::ofBothClasses);
    }

    private static RocCurve ofBothClasses(LabelledScores scores) {
        double[] positives = scores.sorted(true);
        double[] negatives = scores.sorted(false);
        double[] thresholds = scores.distinctAscending();
        List<Point> points = new ArrayList<>(thresholds.length + 1);
        points.add(new Point(Double.POSITIVE_INFINITY, 0, 0, 0, 0));
        int called = 0;
        int falselyCalled = 0;
        for (int t = thresholds.length - 1; t >= 0; t--) {
            called = countFrom(positives, called, thresholds[t]);
            falselyCalled = countFrom(negatives, falselyCalled, thresholds[t]);
            points.add(
                    new Point(
                            thresholds[t],
                            called,
                            falselyCalled,
                            (double) called / positives.length,
                            (double) falselyCalled / negatives.length));
        }
        return new RocCurve(points);
    }

    /** How many of the scores reach the threshold, given that the highest {@code known} do. */
    private static int countFrom(double[] ascending, int known, double threshold) {
        int count = known;
        while (count < ascending.length && ascending[ascending.length - 1 - count] >= threshold) {
            count++;
        }
        return count;
    }

    /** From (0, 0) to (1, 1), by falling threshold. */
    public List<Point> points() {
        return points;
    }

    /**
     * The share of the normal images called normal at a point: a quotient of counts, which {@code 1
     * - falsePositiveRate} may miss by rounding.
     */
    double specificity(int index) {
        int negatives = points.get(points.size() - 1).falsePositives();
        return (double) (negatives - points.get(index).falsePositives()) / negatives;
    }

    /** The area under the curve by the trapezoidal rule, which equals the AUC of {@link DeLong}. */
    public double auc() {
        double twice = 0;
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            twice +=
                    ((double) to.falsePositives() - from.falsePositives())
                            * ((double) to.truePositives() + from.truePositives());
        }
        Point last = points.get(points.size() - 1);
        return twice / 2 / last.falsePositives() / last.truePositives();
    }
}
