package io.podagra.eval.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The AUC and its variances as the papers write them: over the whole matrix of m x n comparisons,
 * with covariances of placement values and no rank in sight. For one method, or for the difference
 * of two.
 */
final class NaiveAuc {
    private final List<Integer> abnormal = new ArrayList<>();
    private final List<Integer> normal = new ArrayList<>();
    private final double[] v10;
    private final double[] v01;

    private NaiveAuc(LabelledScores labels) {
        for (int image = 0; image < labels.size(); image++) {
            (labels.abnormal(image) ? abnormal : normal).add(image);
        }
        this.v10 = new double[abnormal.size()];
        this.v01 = new double[normal.size()];
    }

    static NaiveAuc of(LabelledScores scores) {
        NaiveAuc naive = new NaiveAuc(scores);
        naive.add(scores, 1);
        return naive;
    }

    static NaiveAuc ofDifference(LabelledScores first, LabelledScores second) {
        NaiveAuc naive = new NaiveAuc(first);
        naive.add(first, 1);
        naive.add(second, -1);
        return naive;
    }

    private void add(LabelledScores scores, int sign) {
        for (int i = 0; i < v10.length; i++) {
            for (int j = 0; j < v01.length; j++) {
                double x = scores.score(abnormal.get(i));
                double y = scores.score(normal.get(j));
                double psi = x > y ? 1 : (x == y ? 0.5 : 0);
                v10[i] += sign * psi / v01.length;
                v01[j] += sign * psi / v10.length;
            }
        }
    }

    double auc() {
        return Arrays.stream(v10).average().orElseThrow();
    }

    /** DeLong 1988: S10 / m + S01 / n. */
    double variance() {
        return sampleVariance(v10) / v10.length + sampleVariance(v01) / v01.length;
    }

    private double sampleVariance(double[] placements) {
        double sum = 0;
        for (double placement : placements) {
            sum += Math.pow(placement - auc(), 2);
        }
        return sum / (placements.length - 1);
    }

    /** Obuchowski 1997: S10 / m + S01 / n + 2 S11 / (m n). */
    double variance(Patients patients) {
        double[] a = new double[patients.count()];
        double[] b = new double[patients.count()];
        for (int i = 0; i < v10.length; i++) {
            a[patients.patientOf(abnormal.get(i))] += v10[i] - auc();
        }
        for (int j = 0; j < v01.length; j++) {
            b[patients.patientOf(normal.get(j))] += v01[j] - auc();
        }
        double m = v10.length;
        double n = v01.length;
        double count = patients.count();
        double withAbnormal = abnormal.stream().map(patients::patientOf).distinct().count();
        double withNormal = normal.stream().map(patients::patientOf).distinct().count();
        double s10 = withAbnormal / ((withAbnormal - 1) * m) * product(a, a);
        double s01 = withNormal / ((withNormal - 1) * n) * product(b, b);
        double s11 = count / (count - 1) * product(a, b);
        return s10 / m + s01 / n + 2 * s11 / (m * n);
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
