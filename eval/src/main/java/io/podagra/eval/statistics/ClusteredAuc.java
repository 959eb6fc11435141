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
        if (patients.images() != placements.images()) {
            throw new IllegalArgumentException(
                    "%d images but patients of %d"
                            .formatted(placements.images(), patients.images()));
        }
        ClassSums abnormal = ClassSums.of(placements, patients, true);
        ClassSums normal = ClassSums.of(placements, patients, false);
        if (abnormal.patients < 2 || normal.patients < 2) {
            return Figure.undefined(
                    "a variance between patients needs two with %s images, there is only one"
                            .formatted(abnormal.patients < 2 ? "abnormal" : "normal"));
        }
        double variance =
                unbiased(abnormal.patients) * product(abnormal.sums, abnormal.sums)
                        + unbiased(normal.patients) * product(normal.sums, normal.sums)
                        + 2 * unbiased(patients.count()) * product(abnormal.sums, normal.sums);
        // At least I / (I - 1) sum (A/m + B/n)^2, so only rounding could make it negative.
        return Figure.of(Math.max(0, variance));
    }

    private static double unbiased(int count) {
        return count / (count - 1.0);
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** A/m or B/n of every patient, and how many patients have images of the class. */
    private static final class ClassSums {
        private final double[] sums;
        private final int patients;

        private ClassSums(double[] sums, int patients) {
            this.sums = sums;
            this.patients = patients;
        }

        private static ClassSums of(Placements placements, Patients patients, boolean ofAbnormal) {
            double[] sums = new double[patients.count()];
            boolean[] present = new boolean[patients.count()];
            int count = 0;
            for (int i = 0; i < placements.images(); i++) {
                if (placements.abnormal(i) == ofAbnormal) {
                    int patient = patients.patientOf(i);
                    sums[patient] += placements.deviation(i);
                    count += present[patient] ? 0 : 1;
                    present[patient] = true;
                }
            }
            // Scaled only now: the sums before are whole numbers, and those that cancel are zero.
            double unit = placements.unit(ofAbnormal);
            for (int patient = 0; patient < sums.length; patient++) {
                sums[patient] *= unit;
            }
            return new ClassSums(sums, count);
        }
    }
}
