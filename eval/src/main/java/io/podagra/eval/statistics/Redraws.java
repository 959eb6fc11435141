package io.podagra.eval.statistics;

import java.util.Arrays;

/** A figure in each redraw of a {@link PatientBootstrap}. Immutable. */
public final class Redraws {
    /** In the order of the redraws; NaN where the figure is undefined. */
    private final double[] values;

    private final int patients;

    Redraws(double[] values, int patients) {
        this.values = values;
        this.patients = patients;
    }

    /** How many redraws there were. */
    public int count() {
        return values.length;
    }

    /** In how many the figure is undefined, as the AUC is when one class only was drawn. */
    public int undefined() {
        return (int) Arrays.stream(values).filter(Double::isNaN).count();
    }

    /** This figure less another in the same redraws. */
    public Redraws minus(Redraws other) {
        double[] differences = new double[values.length];
        Arrays.setAll(differences, i -> values[i] - other.values[i]);
        return new Redraws(differences, patients);
    }

    /**
     * The percentile interval over the redraws in which the figure is defined.
     *
     * @return undefined for fewer than two patients, or if the figure is undefined in more than
     *     half of the redraws
     */
    public Figure<Interval> interval(double confidence) {
        return percentile(values, patients, confidence);
    }

    /** The percentile interval of a figure in the redraws of so many patients, NaN left out. */
    static Figure<Interval> percentile(double[] values, int patients, double confidence) {
        if (patients < 2) {
            return Figure.undefined("drawing patients needs two of them");
        }
        double[] defined = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (defined.length * 2 < values.length || defined.length == 0) {
            return Figure.undefined(
                    "%d of %d redraws lack a class", values.length - defined.length, values.length);
        }
        double tail = (1 - confidence) / 2;
        return Figure.of(new Interval(quantile(defined, tail), quantile(defined, 1 - tail)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Redraws that
                && patients == that.patients
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** Linear between order statistics: type 7 of Hyndman and Fan, the default of R and NumPy. */
    private static double quantile(double[] ascending, double probability) {
        double position = probability * (ascending.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (position - below) * (ascending[above] - ascending[below]);
    }
}
