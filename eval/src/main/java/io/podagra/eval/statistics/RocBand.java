package io.podagra.eval.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Between what sensitivities the ROC curve lies at each false positive rate: a percentile interval
 * at every rate by itself, from redrawn patients. Immutable.
 *
 * <p>As {@code ci.se} of pROC (Robin X et al., BMC Bioinformatics 2011;12:77), which redraws images
 * instead. The band holds at one rate at a time; the whole curve leaves it more often. Near a rate
 * of 0, where a few normal images decide, redraws vary less than samples of patients do.
 */
public final class RocBand {
    private static final int STEPS = 100;

    private final List<Point> points;

    private RocBand(List<Point> points) {
        this.points = List.copyOf(points);
    }

    /**
     * The interval of the sensitivity.
     *
     * @param falsePositiveRate 1 - specificity, 0 to 1
     * @param low the lower end, 0 to 1
     * @param high the upper end, 0 to 1
     */
    public record Point(double falsePositiveRate, double low, double high) {}

    /**
     * The band at false positive rates of 0, 0.01 ... 1.
     *
     * @param bootstrap of the patients whose images were scored
     * @param confidence such as 0.95
     * @return undefined unless there are images of both classes and two patients, or if more than
     *     half of the redraws lack a class
     * @throws IllegalArgumentException if the scores are not of the bootstrap's patients
     */
    public static Figure<RocBand> of(
            LabelledScores scores, PatientBootstrap bootstrap, double confidence) {
        Patients patients = bootstrap.patients();
        patients.requireImages(scores.size());
        return scores.withBothClasses()
                .flatMap(both -> band(redraw(both, bootstrap), patients.count(), confidence));
    }

    /** The sensitivities by rate and redraw. */
    private static double[][] redraw(LabelledScores scores, PatientBootstrap bootstrap) {
        WeightedRoc curve = new WeightedRoc(scores, bootstrap.patients());
        double[][] values = new double[STEPS + 1][bootstrap.count()];
        bootstrap.forEach(
                (weights, redraw) -> {
                    double[] sensitivities = curve.sensitivities(weights, STEPS);
                    for (int step = 0; step <= STEPS; step++) {
                        values[step][redraw] = sensitivities[step];
                    }
                });
        return values;
    }

    private static Figure<RocBand> band(double[][] values, int patients, double confidence) {
        List<Figure<Interval>> intervals =
                Arrays.stream(values)
                        .map(atRate -> Redraws.percentile(atRate, patients, confidence))
                        .toList();
        // A redraw that lacks a class does so at every rate: all are known or none is.
        return intervals.get(0).map(first -> new RocBand(points(intervals)));
    }

    private static List<Point> points(List<Figure<Interval>> intervals) {
        List<Point> points = new ArrayList<>();
        for (Figure<Interval> figure : intervals) {
            Interval interval = figure.orElseThrow();
            points.add(new Point(points.size() / (double) STEPS, interval.low(), interval.high()));
        }
        return points;
    }

    /** From a false positive rate of 0 to 1. */
    public List<Point> points() {
        return points;
    }
}
