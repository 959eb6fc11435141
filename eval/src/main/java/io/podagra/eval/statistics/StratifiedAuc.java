package io.podagra.eval.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The AUC within strata, such as views: how well an abnormal image is told from the normal images
 * of its own stratum. Scores of different strata are never compared, so an offset between them
 * neither helps nor harms.
 *
 * <p>It is the covariate-adjusted AUC of Janes H, Pepe MS. Adjusting for covariate effects on
 * classification accuracy using the covariate-adjusted receiver operating characteristic curve.
 * Biometrika 2009;96(2):371-382 (PMC2758790) for a covariate of a few values: the mean of the
 * abnormal images' placement values among the normal images of their strata, which is the strata's
 * AUCs weighted by their abnormal images. Strata that lack a class are left out, see {@link
 * #imagesLeftOut}.
 *
 * <p>The variance has patients as the units, each with its images of all strata: the formula of
 * {@link ClusteredAuc}, where A sums (V10 - stratified AUC) / M over the patient's abnormal images
 * and B sums (m / M) (V01 - AUC of the stratum) / n over its normal ones; a stratum has m abnormal
 * and n normal images, all strata together M abnormal ones. It counts the chance in how many
 * abnormal images each stratum gets.
 */
public final class StratifiedAuc {
    private StratifiedAuc() {}

    /**
     * @param strata the stratum of each image
     * @return undefined unless some stratum has images of both classes
     * @throws IllegalArgumentException if the arguments are of different numbers of images
     */
    public static Figure<AucEstimate> estimate(
            LabelledScores scores, List<String> strata, Patients patients) {
        patients.requireImages(scores.size());
        List<Stratum> within = new ArrayList<>();
        for (int[] images : images(scores, strata)) {
            Placements.of(scores.subset(images))
                    .value()
                    .ifPresent(p -> within.add(new Stratum(p, patients.subset(images))));
        }
        return within(scores, within)
                .map(auc -> new AucEstimate(auc, variance(within, auc, patients.count())));
    }

    /**
     * Compares two methods on the same images: stratified AUC of {@code first} less that of {@code
     * second}.
     *
     * @param strata the stratum of each image
     * @return undefined unless some stratum has images of both classes
     * @throws IllegalArgumentException if the labels differ or the arguments are of different
     *     numbers of images
     */
    public static Figure<AucComparison> compare(
            LabelledScores first, LabelledScores second, List<String> strata, Patients patients) {
        first.requireLabelsOf(second);
        patients.requireImages(first.size());
        List<Stratum> within = new ArrayList<>();
        for (int[] images : images(first, strata)) {
            DeLong.difference(first.subset(images), second.subset(images))
                    .value()
                    .ifPresent(p -> within.add(new Stratum(p, patients.subset(images))));
        }
        return within(first, within)
                .map(
                        difference ->
                                new AucComparison(
                                        difference,
                                        variance(within, difference, patients.count())));
    }

    /**
     * How many images tell nothing here, because their stratum lacks a class.
     *
     * @param strata the stratum of each image
     */
    public static int imagesLeftOut(LabelledScores scores, List<String> strata) {
        int images = 0;
        for (int[] stratum : images(scores, strata)) {
            images += scores.subset(stratum).withBothClasses().isKnown() ? 0 : stratum.length;
        }
        return images;
    }

    /** The placements within a stratum and whose images they are. */
    private record Stratum(Placements placements, Patients patients) {}

    /** The images of each stratum, the strata in the order in which they first appear. */
    private static List<int[]> images(LabelledScores scores, List<String> strata) {
        if (strata.size() != scores.size()) {
            throw new IllegalArgumentException(
                    "%d scores but strata of %d images".formatted(scores.size(), strata.size()));
        }
        Map<String, List<Integer>> images = new LinkedHashMap<>();
        int image = 0;
        for (String stratum : strata) {
            images.computeIfAbsent(stratum, name -> new ArrayList<>()).add(image++);
        }
        return images.values().stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** The weighted mean of the strata's AUCs, or of their differences. */
    private static Figure<Double> within(LabelledScores scores, List<Stratum> strata) {
        if (strata.isEmpty()) {
            return scores.withBothClasses()
                    .flatMap(both -> Figure.undefined("no stratum has images of both classes"));
        }
        double sum = 0;
        for (Stratum stratum : strata) {
            sum += stratum.placements().positives() * stratum.placements().auc();
        }
        return Figure.of(sum / positives(strata));
    }

    private static double positives(List<Stratum> strata) {
        return strata.stream().mapToInt(stratum -> stratum.placements().positives()).sum();
    }

    private static Figure<Double> variance(List<Stratum> strata, double mean, int patients) {
        double positives = positives(strata);
        PatientInfluence influence = new PatientInfluence(patients);
        for (Stratum stratum : strata) {
            Placements placements = stratum.placements();
            influence.add(
                    placements,
                    stratum.patients(),
                    placements.positives() / positives,
                    (placements.auc() - mean) / positives);
        }
        return influence.variance();
    }
}
