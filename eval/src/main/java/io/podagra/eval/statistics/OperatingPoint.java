package io.podagra.eval.statistics;

/**
 * The threshold at which scores become calls, with what it came to on the images that chose it. A
 * call is abnormal when the score is at least the threshold.
 *
 * @param threshold on the scale of the scores
 * @param sensitivity on the images that chose it
 * @param specificity on the images that chose it
 */
public record OperatingPoint(double threshold, double sensitivity, double specificity) {
    /**
     * A point of the curve other than the first, which calls no image abnormal. The threshold lies
     * halfway between the lowest score it calls abnormal and the highest it calls normal, or is the
     * lowest score of all.
     */
    static OperatingPoint at(RocCurve curve, int index) {
        RocCurve.Point point = curve.points().get(index);
        double threshold =
                index + 1 < curve.points().size()
                        ? halfway(curve.points().get(index + 1).threshold(), point.threshold())
                        : point.threshold();
        return new OperatingPoint(threshold, point.truePositiveRate(), curve.specificity(index));
    }

    /** Youden's index, from -1 to 1. */
    public double youdenIndex() {
        return sensitivity + specificity - 1;
    }

    /**
     * A number above {@code low} and at most {@code high}, halfway where numbers are dense enough.
     */
    private static double halfway(double low, double high) {
        double middle = low + (high - low) / 2;
        return middle > low ? middle : high;
    }
}
