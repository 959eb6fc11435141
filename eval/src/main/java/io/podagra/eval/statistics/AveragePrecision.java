package io.podagra.eval.statistics;

/**
 * The area under the precision-recall curve as a sum of steps, without interpolation: sum over
 * falling thresholds of (recall gained) x precision, as {@code average_precision_score} of
 * scikit-learn. Unlike the ROC curve's area it depends on how many images are abnormal.
 */
public final class AveragePrecision {
    private AveragePrecision() {}

    /** Undefined unless there are images of both classes. */
    public static Figure<Double> of(LabelledScores scores) {
        return RocCurve.of(scores).map(AveragePrecision::of);
    }

    private static double of(RocCurve curve) {
        double sum = 0;
        double recall = 0;
        for (RocCurve.Point point : curve.points()) {
            int called = point.truePositives() + point.falsePositives();
            if (called > 0) {
                double precision = (double) point.truePositives() / called;
                sum += (point.truePositiveRate() - recall) * precision;
                recall = point.truePositiveRate();
            }
        }
        return sum;
    }
}
