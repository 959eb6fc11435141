package io.podagra.eval.statistics;

import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Draws patients with replacement, each with all images (Efron B, Tibshirani RJ. An Introduction to
 * the Bootstrap, 1993), and watches a figure vary. The same patients are drawn for every figure, so
 * the difference of two methods is that of pairs.
 *
 * <p>Each redraw has a generator of its own, seeded from one seed: the redraws run in parallel and
 * come out as they would one after the other. A redraw is a weight for each patient; the images are
 * sorted once and not copied.
 */
public final class PatientBootstrap {
    private static final int FIGURES = 4;

    private final Patients patients;
    private final long[] seeds;
    private final boolean parallel;

    private PatientBootstrap(Patients patients, long[] seeds, boolean parallel) {
        this.patients = patients;
        this.seeds = seeds;
        this.parallel = parallel;
    }

    /**
     * @param redraws how often to draw; 2,000 or more for an interval
     * @param seed the same seed gives the same redraws
     */
    public static PatientBootstrap of(Patients patients, int redraws, long seed) {
        UniformRandomProvider master = RandomSource.SPLIT_MIX_64.create(seed);
        return new PatientBootstrap(patients, master.longs(redraws).toArray(), true);
    }

    /** The same redraws, one after the other on the calling thread. */
    public PatientBootstrap serial() {
        return new PatientBootstrap(patients, seeds, false);
    }

    /**
     * Everything that varies with the patients drawn, at a threshold that does not.
     *
     * @throws IllegalArgumentException if the scores are not of these patients' images
     */
    public MethodRedraws redraw(LabelledScores scores, double threshold) {
        patients.requireImages(scores.size());
        WeightedRoc curve = new WeightedRoc(scores, patients);
        WeightedCalls calls = new WeightedCalls(scores, threshold, patients);
        double[][] values = new double[FIGURES][seeds.length];
        forEach(
                (weights, redraw) -> {
                    ConfusionCounts counts = calls.of(weights);
                    values[0][redraw] = curve.auc(weights);
                    values[1][redraw] = orNan(counts.accuracy());
                    values[2][redraw] = orNan(counts.sensitivity());
                    values[3][redraw] = orNan(counts.specificity());
                });
        ConfusionCounts all = ConfusionCounts.at(threshold, scores);
        return new MethodRedraws(
                new Redraws(values[0], Jackknife.ofAuc(scores, patients)),
                new Redraws(values[1], jackknife(calls, all, ConfusionCounts::accuracy)),
                new Redraws(values[2], jackknife(calls, all, ConfusionCounts::sensitivity)),
                new Redraws(values[3], jackknife(calls, all, ConfusionCounts::specificity)));
    }

    private Jackknife jackknife(
            WeightedCalls calls,
            ConfusionCounts all,
            Function<ConfusionCounts, Figure<Double>> figure) {
        return Jackknife.of(
                orNan(figure.apply(all)),
                patients.count(),
                patient -> orNan(figure.apply(calls.without(all, patient))));
    }

    /**
     * Hands out the redraws: how often each patient is drawn, and the number of the redraw. Several
     * at once and in any order, unless this is {@link #serial}.
     */
    void forEach(ObjIntConsumer<int[]> redraw) {
        IntStream numbers = IntStream.range(0, seeds.length);
        (parallel ? numbers.parallel() : numbers)
                .forEach(number -> redraw.accept(weights(number), number));
    }

    /** How many redraws there are. */
    int count() {
        return seeds.length;
    }

    /** Whose images are redrawn. */
    Patients patients() {
        return patients;
    }

    private static double orNan(Figure<Double> figure) {
        return figure.value().orElse(Double.NaN);
    }

    /** How often each patient is drawn. */
    private int[] weights(int redraw) {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seeds[redraw]);
        int[] weights = new int[patients.count()];
        for (int i = 0; i < weights.length; i++) {
            weights[random.nextInt(weights.length)]++;
        }
        return weights;
    }
}
