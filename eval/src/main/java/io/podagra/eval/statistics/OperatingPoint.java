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
     * The threshold with the greatest Youden index, sensitivity + specificity - 1 (Youden WJ,
     * Cancer 1950;3:32-35). It lies halfway between the lowest score it calls abnormal and the
     * highest it calls normal. Of several thresholds with the same index the lowest is taken, the
     * one that misses the fewest abnormal images.
     *
     * @param validation scores that are not those of the test images
     * @return undefined unless there are images of both classes and some threshold does better than
     *     chance
     */
    public static Figure<OperatingPoint> youden(LabelledScores validation) {
        return RocCurve.of(validation).flatMap(OperatingPoint::youden);
    }

    /** Youden's index, from -1 to 1. */
    public double youdenIndex() {
        return sensitivity + specificity - 1;
    }

    private static Figure<OperatingPoint> youden(RocCurve curve) {
        var points = curve.points();
        RocCurve.Point last = points.get(points.size() - 1);
        // The index times both class sizes is a whole number, so equal indices compare as equal.
        long best = 0;
        int chosen = 0;
        for (int i = 1; i < points.size(); i++) {
            long index =
                    (long) points.get(i).truePositives() * last.falsePositives()
                            - (long) points.get(i).falsePositives() * last.truePositives();
            if (index > 0 && index >= best) {
                best = index;
                chosen = i;
            }
        }
        if (chosen == 0) {
            return Figure.undefined("no threshold does better than chance");
        }
        RocCurve.Point point = points.get(chosen);
        // The last point calls everything abnormal and so never has a positive index.
        double nextLower = points.get(chosen + 1).threshold();
        return Figure.of(
                new OperatingPoint(
                        halfway(nextLower, point.threshold()),
                        point.truePositiveRate(),
                        1 - point.falsePositiveRate()));
    }

    /**
     * A number above {@code low} and at most {@code high}, halfway where numbers are dense enough.
     */
    private static double halfway(double low, double high) {
        double middle = low + (high - low) / 2;
        return middle > low ? middle : high;
    }
}
