package io.podagra.eval.statistics;

import java.util.Arrays;

/** A figure in each redraw of a {@link PatientBootstrap}. Immutable. */
public final class Redraws {
    /** In the order of the redraws; NaN where the figure is undefined. */
    private final double[] values;

    private final Jackknife jackknife;

    /**
     * @param values not changed any more; NaN where the figure is undefined
     * @param jackknife of the same figure and patients
     */
    Redraws(double[] values, Jackknife jackknife) {
        this.values = values;
        this.jackknife = jackknife;
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
        return new Redraws(differences, jackknife.minus(other.jackknife));
    }

    /**
     * The percentile interval over the redraws in which the figure is defined.
     *
     * @return undefined for fewer than two patients, or if the figure is undefined in more than
     *     half of the redraws
     */
    public Figure<Interval> interval(double confidence) {
        return percentile(values, jackknife.patients(), confidence);
    }

    /** The percentile interval of a figure in the redraws of so many patients, NaN left out. */
    static Figure<Interval> percentile(double[] values, int patients, double confidence) {
        double tail = (1 - confidence) / 2;
        return defined(values, patients).map(defined -> between(defined, tail, 1 - tail));
    }

    /**
     * The bias-corrected and accelerated interval (Efron B. Better bootstrap confidence intervals.
     * JASA 1987;82(397):171-185): the percentile interval at other percentiles, moved for redraws
     * that lie more to one side of the figure, z0, and for a standard error that grows with the
     * figure, a. With z the normal quantiles of the tails, they are Phi(z0 + (z0 + z) / (1 - a (z0
     * + z))). z0 is the normal quantile of the share of redraws below the figure, ties counted half
     * as {@code scipy.stats.bootstrap} does; a comes from the figure without each patient.
     *
     * @return undefined where {@link #interval} is, if the figure is undefined without one of the
     *     patients, or if all redraws lie on one side of it
     */
    public Figure<Interval> bca(double confidence) {
        return defined(values, jackknife.patients()).flatMap(defined -> bca(defined, confidence));
    }

    private Figure<Interval> bca(double[] ascending, double confidence) {
        if (!jackknife.isDefined()) {
            return Figure.undefined("without some patient a class is lacking");
        }
        double below = 0;
        for (double value : ascending) {
            below += value < jackknife.estimate() ? 1 : value > jackknife.estimate() ? 0 : 0.5;
        }
        if (below == 0 || below == ascending.length) {
            return Figure.undefined("all redraws lie on one side of the figure");
        }
        double bias = Normal.quantile(below / ascending.length);
        double acceleration = jackknife.acceleration();
        double low = bias + Normal.quantile((1 - confidence) / 2);
        double high = bias - Normal.quantile((1 - confidence) / 2);
        if (acceleration * low >= 1 || acceleration * high >= 1) {
            return Figure.undefined("one patient changes the figure too much for the interval");
        }
        return Figure.of(
                between(
                        ascending,
                        Normal.probability(bias + low / (1 - acceleration * low)),
                        Normal.probability(bias + high / (1 - acceleration * high))));
    }

    /** The values of the redraws in which the figure is defined, ascending. */
    private static Figure<double[]> defined(double[] values, int patients) {
        if (patients < 2) {
            return Figure.undefined("drawing patients needs two of them");
        }
        double[] defined = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        return defined.length * 2 < values.length || defined.length == 0
                ? Figure.undefined(
                        "%d of %d redraws lack a class",
                        values.length - defined.length, values.length)
                : Figure.of(defined);
    }

    private static Interval between(double[] ascending, double low, double high) {
        return new Interval(quantile(ascending, low), quantile(ascending, high));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Redraws that
                && jackknife.equals(that.jackknife)
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
