package io.podagra.eval.statistics;

/**
 * The variance of AUCs measured on the same images, and the test of their difference.
 *
 * <p>DeLong ER, DeLong DM, Clarke-Pearson DL. Comparing the areas under two or more correlated
 * receiver operating characteristic curves: a nonparametric approach. Biometrics
 * 1988;44(3):837-845. With m abnormal and n normal images, S10 and S01 the sample variances of the
 * placement values, Var = S10 / m + S01 / n. It takes images as independent; where patients have
 * several, see {@link ClusteredAuc}. O(N log N), see {@link Placements}.
 */
public final class DeLong {
    private DeLong() {}

    /** Undefined unless there are images of both classes. */
    public static Figure<AucEstimate> estimate(LabelledScores scores) {
        return Placements.of(scores).map(p -> new AucEstimate(p.auc(), variance(p)));
    }

    /**
     * Compares two methods on the same images: AUC of {@code first} less AUC of {@code second}.
     *
     * @throws IllegalArgumentException if the labels differ
     */
    public static Figure<AucComparison> compare(LabelledScores first, LabelledScores second) {
        return difference(first, second).map(p -> new AucComparison(p.auc(), variance(p)));
    }

    /** The placements of {@code first} less those of {@code second}. */
    static Figure<Placements> difference(LabelledScores first, LabelledScores second) {
        first.requireLabelsOf(second);
        return Placements.of(first).flatMap(a -> Placements.of(second).map(a::minus));
    }

    static Figure<Double> variance(Placements placements) {
        int m = placements.positives();
        int n = placements.negatives();
        if (m < 2 || n < 2) {
            return Figure.undefined(
                    "a variance needs two images of each class, there is only one "
                            + (m < 2 ? "abnormal" : "normal"));
        }
        return Figure.of(
                squares(placements, true) * m / (m - 1) + squares(placements, false) * n / (n - 1));
    }

    /** The sum of ((V10 - AUC) / m)^2 over the abnormal images, or of ((V01 - AUC) / n)^2. */
    private static double squares(Placements placements, boolean ofAbnormal) {
        double unit = placements.unit(ofAbnormal);
        double sum = 0;
        for (int i = 0; i < placements.images(); i++) {
            if (placements.abnormal(i) == ofAbnormal) {
                double deviation = placements.deviation(i) * unit;
                sum += deviation * deviation;
            }
        }
        return sum;
    }
}
