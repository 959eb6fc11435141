package io.podagra.model.fingerprint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One value for each patient: the mean over the patient's images. Images of one patient are alike,
 * so that they count as one; and the expected mean does not depend on how many there are.
 */
public final class PatientMeans {
    private PatientMeans() {}

    /**
     * @param patients of each image
     * @param values of each image, in the same order
     * @return a mean for each patient, in the order of their first images
     */
    public static List<Double> of(List<String> patients, double[] values) {
        if (patients.size() != values.length) {
            throw new IllegalArgumentException(
                    "%d patients for %d values".formatted(patients.size(), values.length));
        }
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (int image = 0; image < values.length; image++) {
            double[] sum = sums.computeIfAbsent(patients.get(image), patient -> new double[2]);
            sum[0] += values[image];
            sum[1]++;
        }
        return sums.values().stream().map(sum -> sum[0] / sum[1]).toList();
    }
}
