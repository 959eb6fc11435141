package io.podagra.model.fingerprint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Mean and leading principal components of rows, by orthogonal iteration (Golub and Van Loan,
 * Matrix Computations, 8.2.4), which never makes the matrix of all covariances.
 *
 * @param mean of each column
 * @param components orthonormal rows, the one of the largest variance first
 * @param variances of the rows along each component
 * @param residual mean squared distance of a row from what the components can express
 */
record PrincipalComponents(
        FloatMatrix mean, FloatMatrix components, List<Double> variances, double residual) {
    PrincipalComponents {
        variances = List.copyOf(variances);
    }

    private static final int ITERATIONS = 30;

    /** Where the rows do not vary at all, so that nothing is divided by zero. */
    private static final double LEAST = 1e-12;

    /**
     * @param rows at least two, of the same length
     * @param rank number of components, at least 1 and below the number of rows
     */
    static PrincipalComponents of(float[][] rows, int rank) {
        int columns = rows[0].length;
        try (INDArray matrix = Nd4j.createFromArray(rows);
                INDArray mean = matrix.mean(0)) {
            matrix.subiRowVector(mean);
            double[][] basis = orthonormal(start(columns, rank));
            for (int iteration = 0; iteration < ITERATIONS; iteration++) {
                try (INDArray along = along(matrix, basis);
                        INDArray back = along.transpose().mmul(matrix)) {
                    basis = orthonormal(back.toDoubleMatrix());
                }
            }
            List<Double> variances = new ArrayList<>();
            double explained = 0;
            try (INDArray along = along(matrix, basis)) {
                for (int component = 0; component < rank; component++) {
                    double sum =
                            Math.pow(along.getColumn(component).norm2Number().doubleValue(), 2);
                    explained += sum;
                    variances.add(Math.max(LEAST, sum / (rows.length - 1)));
                }
            }
            double all = Math.pow(matrix.norm2Number().doubleValue(), 2);
            return new PrincipalComponents(
                    new FloatMatrix(new float[][] {mean.toFloatVector()}),
                    new FloatMatrix(floats(basis)),
                    variances,
                    Math.max(LEAST, (all - explained) / (rows.length - 1)));
        }
    }

    private static INDArray along(INDArray matrix, double[][] basis) {
        try (INDArray rows = Nd4j.createFromArray(floats(basis))) {
            return matrix.mmul(rows.transpose());
        }
    }

    /** The same on every machine, for a fingerprint made again must be the same. */
    private static double[][] start(int columns, int rank) {
        Random random = new Random(1);
        double[][] rows = new double[rank][columns];
        for (double[] row : rows) {
            for (int column = 0; column < columns; column++) {
                row[column] = random.nextGaussian();
            }
        }
        return rows;
    }

    /** By Gram and Schmidt, twice, for once leaves rounding errors; a row of zeros stays one. */
    private static double[][] orthonormal(double[][] rows) {
        for (int row = 0; row < rows.length; row++) {
            for (int time = 0; time < 2; time++) {
                for (int earlier = 0; earlier < row; earlier++) {
                    add(rows[row], rows[earlier], -dot(rows[row], rows[earlier]));
                }
                double length = Math.sqrt(dot(rows[row], rows[row]));
                if (length < LEAST) {
                    Arrays.fill(rows[row], 0);
                } else {
                    add(rows[row], rows[row], 1 / length - 1);
                }
            }
        }
        return rows;
    }

    private static void add(double[] row, double[] other, double factor) {
        for (int column = 0; column < row.length; column++) {
            row[column] += factor * other[column];
        }
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int column = 0; column < one.length; column++) {
            sum += one[column] * other[column];
        }
        return sum;
    }

    private static float[][] floats(double[][] rows) {
        float[][] floats = new float[rows.length][rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length; column++) {
                floats[row][column] = (float) rows[row][column];
            }
        }
        return floats;
    }
}
