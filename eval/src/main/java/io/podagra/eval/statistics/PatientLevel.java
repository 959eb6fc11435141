package io.podagra.eval.statistics;

/**
 * From images to patients: a patient's score is the share of the patient's images that are called
 * abnormal (compare doi 10.11152/mu-4495, which calls patients by such a share). Patients are
 * independent of each other, so that {@link DeLong}, {@link Wilson} and {@link McNemar} apply to
 * them directly.
 */
public final class PatientLevel {
    private PatientLevel() {}

    /**
     * One row for each patient, in the order of the patients' numbers. The labels of two methods'
     * rows agree if those of the images do.
     *
     * @param threshold at least which an image's score calls it abnormal; chosen on other patients
     * @return shares from 0 to 1; abnormal if any of the patient's images is labelled abnormal
     * @throws IllegalArgumentException if the scores are not of these patients' images
     */
    public static LabelledScores shares(
            LabelledScores scores, Patients patients, double threshold) {
        patients.requireImages(scores.size());
        int[] images = new int[patients.count()];
        int[] called = new int[patients.count()];
        boolean[] abnormal = new boolean[patients.count()];
        for (int i = 0; i < scores.size(); i++) {
            int patient = patients.patientOf(i);
            images[patient]++;
            called[patient] += scores.score(i) >= threshold ? 1 : 0;
            abnormal[patient] |= scores.abnormal(i);
        }
        double[] shares = new double[patients.count()];
        for (int patient = 0; patient < shares.length; patient++) {
            shares[patient] = (double) called[patient] / images[patient];
        }
        return LabelledScores.of(shares, abnormal);
    }
}
