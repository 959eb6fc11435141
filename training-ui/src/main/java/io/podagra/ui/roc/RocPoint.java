package io.podagra.ui.roc;

/**
 * One point of a ROC curve.
 *
 * @param falsePositiveRate 1 - specificity, 0 to 1
 * @param truePositiveRate sensitivity, 0 to 1
 * @param threshold the score from which on an image is called abnormal; positive infinity at (0, 0)
 */
public record RocPoint(double falsePositiveRate, double truePositiveRate, double threshold) {
    /**
     * @throws IllegalArgumentException if a rate is not within 0 and 1 or the threshold is NaN
     */
    public RocPoint {
        checkRate("falsePositiveRate", falsePositiveRate);
        checkRate("truePositiveRate", truePositiveRate);
        if (Double.isNaN(threshold)) {
            throw new IllegalArgumentException("threshold is NaN");
        }
    }

    private static void checkRate(String name, double rate) {
        // Written so that NaN fails.
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException(name + " " + rate + " is not within 0 and 1");
        }
    }
}
