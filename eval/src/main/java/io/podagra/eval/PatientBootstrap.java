package io.podagra.eval;

import java.util.function.ToDoubleFunction;
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

    /** The AUC in each redraw; undefined in redraws with one class only. */
    public Redraws auc(LabelledScores scores) {
        WeightedAuc auc = new WeightedAuc(scores, patients);
        return redraw(auc::of);
    }

    /** The accuracy in each redraw, at a threshold that does not vary. */
    public Redraws accuracy(LabelledScores scores, double threshold) {
        PatientCounts right = new PatientCounts();
        PatientCounts all = new PatientCounts();
        for (int i = 0; i < scores.size(); i++) {
            boolean calledAbnormal = scores.score(i) >= threshold;
            right.add(i, calledAbnormal == scores.abnormal(i));
            all.add(i, true);
        }
        return redraw(weights -> right.weighted(weights) / all.weighted(weights));
    }

    /** The sensitivity in each redraw; undefined in redraws without an abnormal image. */
    public Redraws sensitivity(LabelledScores scores, double threshold) {
        return shareCalledRight(scores, threshold, true);
    }

    /** The specificity in each redraw; undefined in redraws without a normal image. */
    public Redraws specificity(LabelledScores scores, double threshold) {
        return shareCalledRight(scores, threshold, false);
    }

    private Redraws shareCalledRight(LabelledScores scores, double threshold, boolean ofAbnormal) {
        PatientCounts right = new PatientCounts();
        PatientCounts all = new PatientCounts();
        for (int i = 0; i < scores.size(); i++) {
            boolean counts = scores.abnormal(i) == ofAbnormal;
            right.add(i, counts && (scores.score(i) >= threshold) == ofAbnormal);
            all.add(i, counts);
        }
        return redraw(weights -> right.weighted(weights) / all.weighted(weights));
    }

    private Redraws redraw(ToDoubleFunction<int[]> figure) {
        IntStream redraws = IntStream.range(0, seeds.length);
        double[] values =
                (parallel ? redraws.parallel() : redraws)
                        .mapToDouble(redraw -> figure.applyAsDouble(weights(redraw)))
                        .toArray();
        return new Redraws(values, patients.count());
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

    /** How many images of each patient are of some kind. */
    private final class PatientCounts {
        private final int[] counts = new int[patients.count()];

        void add(int image, boolean counted) {
            counts[patients.patientOf(image)] += counted ? 1 : 0;
        }

        double weighted(int[] weights) {
            long sum = 0;
            for (int i = 0; i < counts.length; i++) {
                sum += (long) weights[i] * counts[i];
            }
            return sum;
        }
    }
}
