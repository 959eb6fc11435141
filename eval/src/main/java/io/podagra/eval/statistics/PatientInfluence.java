package io.podagra.eval.statistics;

/**
 * What each patient's images contribute to the deviation of an AUC, or of a difference of two, and
 * the variance that follows with patients as the units: the sums of {@link ClusteredAuc}, over one
 * set of images or over several.
 */
final class PatientInfluence {
    private final ClassSums abnormal;
    private final ClassSums normal;
    private final int patients;

    /**
     * @param patients how many patients the images are of
     */
    PatientInfluence(int patients) {
        this.abnormal = new ClassSums(patients);
        this.normal = new ClassSums(patients);
        this.patients = patients;
    }

    /**
     * Adds weight x (V10 - AUC) / m + shift for every abnormal image and weight x (V01 - AUC) / n
     * for every normal one.
     *
     * @param patients of the images of {@code placements}
     */
    void add(Placements placements, Patients patients, double weight, double shift) {
        abnormal.add(placements, patients, true, weight, shift);
        normal.add(placements, patients, false, weight, 0);
    }

    /** Undefined unless two patients have abnormal images and two normal ones. */
    Figure<Double> variance() {
        if (abnormal.patients < 2 || normal.patients < 2) {
            return abnormal.patients < 2
                    ? Figure.undefined(
                            "a variance between patients needs two with abnormal images, there is"
                                    + " only one")
                    : Figure.undefined(
                            "a variance between patients needs two with normal images, there is"
                                    + " only one");
        }
        double variance =
                unbiased(abnormal.patients) * product(abnormal.sums, abnormal.sums)
                        + unbiased(normal.patients) * product(normal.sums, normal.sums)
                        + 2 * unbiased(patients) * product(abnormal.sums, normal.sums);
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
        private final boolean[] present;
        private int patients;

        private ClassSums(int patients) {
            this.sums = new double[patients];
            this.present = new boolean[patients];
        }

        private void add(
                Placements placements,
                Patients patientsOfImages,
                boolean ofAbnormal,
                double weight,
                double shift) {
            double[] whole = new double[sums.length];
            int[] images = new int[sums.length];
            for (int i = 0; i < placements.images(); i++) {
                if (placements.abnormal(i) == ofAbnormal) {
                    int patient = patientsOfImages.patientOf(i);
                    whole[patient] += placements.deviation(i);
                    images[patient]++;
                    patients += present[patient] ? 0 : 1;
                    present[patient] = true;
                }
            }
            // Scaled only now: the sums before are whole numbers, and those that cancel are zero.
            double unit = weight * placements.unit(ofAbnormal);
            for (int patient = 0; patient < sums.length; patient++) {
                sums[patient] += unit * whole[patient] + shift * images[patient];
            }
        }
    }
}
