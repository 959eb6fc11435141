package io.podagra.data.audit;

import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Tests whether the share of abnormal images is the same in every group, when the images of one
 * patient are not independent and may lie in several groups.
 *
 * <p>The generalised score test under working independence, with patients as the clusters:
 * Rotnitzky and Jewell, Biometrika 1990;77:485-497; Boos, American Statistician 1992;46:327-333.
 * With p the share of abnormal images of all, n_k/n the share of group k, and y 1 for an abnormal
 * image: u_i = sum over the images of patient i of (y - p)(indicator of its group - n_k/n); U = sum
 * of u_i; chi-squared = U' (sum of u_i u_i')^-1 U, with one group left out. A Pearson chi-squared
 * test would take every image for a patient, and find ties where there are none.
 */
final class ClusteredScoreTest {
    /** Of a pivot to the largest, below which the patients are too few for the groups. */
    private static final double SINGULAR = 1e-10;

    /**
     * @param chiSquared the statistic
     * @param degreesOfFreedom one less than there are groups
     * @param p the chance of as large a statistic if there is no difference
     */
    record Result(double chiSquared, int degreesOfFreedom, double p) {}

    private ClusteredScoreTest() {}

    /**
     * @param group of each image, from 0 to {@code groups - 1}, each with an image
     * @param abnormal of each image
     * @param patient of each image, from 0 to {@code patients - 1}
     * @return empty if there are too few groups, classes or patients to tell
     */
    static Optional<Result> test(
            int[] group, int groups, boolean[] abnormal, int[] patient, int patients) {
        int free = groups - 1;
        if (free < 1) {
            return Optional.empty();
        }
        double[][] scores = scores(group, groups, abnormal, patient, patients);
        double[] sum = new double[free];
        double[][] covariance = new double[free][free];
        for (double[] score : scores) {
            for (int row = 0; row < free; row++) {
                sum[row] += score[row];
                for (int column = 0; column < free; column++) {
                    covariance[row][column] += score[row] * score[column];
                }
            }
        }
        return quadraticForm(covariance, sum)
                .map(
                        chiSquared ->
                                new Result(
                                        chiSquared,
                                        free,
                                        ChiSquaredDistribution.of(free)
                                                .survivalProbability(chiSquared)));
    }

    private static double[][] scores(
            int[] group, int groups, boolean[] abnormal, int[] patient, int patients) {
        double[] share = new double[groups];
        double prevalence = 0;
        for (int image = 0; image < group.length; image++) {
            share[group[image]] += 1.0 / group.length;
            prevalence += abnormal[image] ? 1.0 / group.length : 0;
        }
        double[][] scores = new double[patients][groups];
        for (int image = 0; image < group.length; image++) {
            double residual = (abnormal[image] ? 1 : 0) - prevalence;
            for (int k = 0; k < groups; k++) {
                double indicator = group[image] == k ? 1 : 0;
                scores[patient[image]][k] += residual * (indicator - share[k]);
            }
        }
        return scores;
    }

    /** b' A^-1 b by Cholesky's decomposition; empty if A is singular. */
    private static Optional<Double> quadraticForm(double[][] a, double[] b) {
        int size = b.length;
        double largest = 0;
        for (int index = 0; index < size; index++) {
            largest = Math.max(largest, a[index][index]);
        }
        double[][] lower = new double[size][size];
        double form = 0;
        double[] solution = new double[size];
        for (int row = 0; row < size; row++) {
            double rest = b[row];
            for (int column = 0; column <= row; column++) {
                double value = a[row][column];
                for (int k = 0; k < column; k++) {
                    value -= lower[row][k] * lower[column][k];
                }
                if (column < row) {
                    lower[row][column] = value / lower[column][column];
                    rest -= lower[row][column] * solution[column];
                } else if (value <= SINGULAR * largest) {
                    return Optional.empty();
                } else {
                    lower[row][row] = Math.sqrt(value);
                }
            }
            solution[row] = rest / lower[row][row];
            form += solution[row] * solution[row];
        }
        return Optional.of(form);
    }
}
