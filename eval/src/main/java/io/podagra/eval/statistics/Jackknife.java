package io.podagra.eval.statistics;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** A figure of all patients, and that of all but one, for each patient. Immutable. */
final class Jackknife {
    private final double estimate;
    private final double[] without;

    /**
     * @param estimate NaN where the figure is undefined
     * @param without by patient left out; NaN where the figure is undefined
     */
    Jackknife(double estimate, double[] without) {
        this.estimate = estimate;
        this.without = without;
    }

    static Jackknife of(double estimate, int patients, IntToDoubleFunction without) {
        double[] values = new double[patients];
        Arrays.setAll(values, without);
        return new Jackknife(estimate, values);
    }

    /** That of the AUC, in the time of one AUC: the pairs of the patient left out are taken off. */
    static Jackknife ofAuc(LabelledScores scores, Patients patients) {
        return Placements.of(scores)
                .fold(
                        placements -> ofAuc(scores, patients, placements),
                        why -> of(Double.NaN, patients.count(), patient -> Double.NaN));
    }

    private static Jackknife ofAuc(LabelledScores scores, Patients patients, Placements all) {
        int[][] images = patients.imagesByPatient();
        return of(
                all.auc(),
                patients.count(),
                patient -> {
                    LabelledScores own = scores.subset(images[patient]);
                    double pairs = 0;
                    for (int image : images[patient]) {
                        pairs += all.halfWins(image);
                    }
                    // Those of the patient's images among each other were counted from both sides.
                    double among =
                            Placements.of(own).map(Placements::totalHalfWins).value().orElse(0.0);
                    double positives = all.positives() - own.positives();
                    double negatives = all.negatives() - own.negatives();
                    return (all.totalHalfWins() - (pairs - among)) / (2 * positives * negatives);
                });
    }

    /** The figure of all patients; NaN where it is undefined. */
    double estimate() {
        return estimate;
    }

    int patients() {
        return without.length;
    }

    /** Whether the figure is defined for all patients and without each of them. */
    boolean isDefined() {
        return !Double.isNaN(estimate) && Arrays.stream(without).noneMatch(Double::isNaN);
    }

    Jackknife minus(Jackknife other) {
        return of(
                estimate - other.estimate,
                without.length,
                patient -> without[patient] - other.without[patient]);
    }

    /**
     * By how much the standard error grows with the figure: a sixth of the skewness of what each
     * patient adds (Efron 1987, equation 7.3). 0 where no patient changes the figure.
     */
    double acceleration() {
        double mean = Arrays.stream(without).average().orElseThrow();
        double squares = 0;
        double cubes = 0;
        for (double value : without) {
            double added = mean - value;
            squares += added * added;
            cubes += added * added * added;
        }
        return squares == 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Jackknife that
                && Double.compare(estimate, that.estimate) == 0
                && Arrays.equals(without, that.without);
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(estimate) + Arrays.hashCode(without);
    }
}
