package io.podagra.eval.statistics;

/**
 * As {@link DeLong} for patients with several images each, which are alike and so tell less than as
 * many images of different patients.
 *
 * <p>Obuchowski NA. Nonparametric analysis of clustered ROC curve data. Biometrics
 * 1997;53(2):567-578, doi 10.2307/2533958. For each of I patients, A sums V10 - AUC over the
 * abnormal images and B sums V01 - AUC over the normal ones; I10 and I01 patients have such images.
 * Var = I10 / (I10 - 1) sum (A/m)^2 + I01 / (I01 - 1) sum (B/n)^2 + 2 I / (I - 1) sum (A/m)(B/n).
 * For the difference of two methods A and B are differences, which is the paper's formula with its
 * cross-products multiplied out.
 */
public final class ClusteredAuc {
    private ClusteredAuc() {}

    /** Undefined unless there are images of both classes. */
    public static Figure<AucEstimate> estimate(LabelledScores scores, Patients patients) {
        return Placements.of(scores).map(p -> new AucEstimate(p.auc(), variance(p, patients)));
    }

    /**
     * Compares two methods on the same images: AUC of {@code first} less AUC of {@code second}.
     *
     * @throws IllegalArgumentException if the labels differ
     */
    public static Figure<AucComparison> compare(
            LabelledScores first, LabelledScores second, Patients patients) {
        return DeLong.difference(first, second)
                .map(p -> new AucComparison(p.auc(), variance(p, patients)));
    }

    /**
     * By what factor the patients' repeated images enlarge the variance of the difference: the
     * clustered variance over DeLong's.
     */
    public static Figure<Double> designEffect(AucComparison clustered, AucComparison delong) {
        return clustered.variance().flatMap(v -> delong.variance().flatMap(w -> ratio(v, w)));
    }

    private static Figure<Double> ratio(double clustered, double delong) {
        return delong > 0
                ? Figure.of(clustered / delong)
                : Figure.undefined("the difference has no variance in these images");
    }

    private static Figure<Double> variance(Placements placements, Patients patients) {
        patients.requireImages(placements.images());
        PatientInfluence influence = new PatientInfluence(patients.count());
        influence.add(placements, patients, 1, 0);
        return influence.variance();
    }
}
