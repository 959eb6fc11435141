package io.podagra.eval.statistics;

/**
 * An area under the ROC curve with its sampling variance.
 *
 * @param auc the probability that an abnormal image scores higher than a normal one, ties counted
 *     half; 0 to 1
 * @param variance of {@code auc} over samples of images, or of patients; undefined for too few
 */
public record AucEstimate(double auc, Figure<Double> variance) {
    /**
     * The Wald interval cut to 0 and 1, as {@code ci.auc(method = "delong")} of pROC. It shrinks to
     * a point when the classes are separated perfectly, which is no certainty.
     *
     * @param confidence such as 0.95
     */
    public Figure<Interval> interval(double confidence) {
        return variance.map(v -> Normal.interval(auc, v, confidence).clipped(0, 1));
    }
}
