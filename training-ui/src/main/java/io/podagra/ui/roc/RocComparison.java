package io.podagra.ui.roc;

import static java.util.Objects.requireNonNull;

import io.podagra.eval.Comparison;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.ZTest;

/**
 * The single model against the multiple model on one set of test images, by their AUCs.
 *
 * @param set {@value RocSeries#ALL} or a view
 * @param images in the set
 * @param patients whose they are
 * @param difference AUC single less AUC multiple, -1 to 1
 * @param clustered with patients as the independent units (Obuchowski): the main one
 * @param delong with images as the independent units (DeLong), which they are not where patients
 *     have several
 * @param chosenOnValidation whether validation images chose the thresholds of both methods
 */
public record RocComparison(
        String set,
        int images,
        int patients,
        Figure<Double> difference,
        Test clustered,
        Test delong,
        boolean chosenOnValidation) {
    /**
     * A test of no difference.
     *
     * @param interval 95 % interval of the difference
     * @param test two-sided
     * @param holm p adjusted over the views; undefined for all images together, which is the
     *     primary comparison
     */
    public record Test(Figure<Interval> interval, Figure<ZTest> test, Figure<Double> holm) {
        public Test {
            requireNonNull(interval, "interval is null");
            requireNonNull(test, "test is null");
            requireNonNull(holm, "holm is null");
        }
    }

    public RocComparison {
        requireNonNull(set, "set is null");
        requireNonNull(difference, "difference is null");
        requireNonNull(clustered, "clustered is null");
        requireNonNull(delong, "delong is null");
    }

    /**
     * From the figures of a study.
     *
     * @param comparison that of {@code metrics}
     * @param chosenOnValidation whether validation images chose the thresholds of both methods
     */
    public static RocComparison of(
            String set, SetMetrics metrics, Comparison comparison, boolean chosenOnValidation) {
        return new RocComparison(
                set,
                metrics.images(),
                metrics.patients(),
                comparison.aucDifference(),
                new Test(
                        comparison.differenceClustered(),
                        comparison.clustered(),
                        comparison.holmClustered()),
                new Test(
                        comparison.differenceDelong(),
                        comparison.delong(),
                        comparison.holmDelong()),
                chosenOnValidation);
    }
}
