package io.podagra.data.audit;

import static java.util.Objects.requireNonNull;

import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.statistics.inference.ChiSquareTest;

/**
 * Whether the label hangs together with something that is no property of the joint, such as the
 * device: a network could answer from that.
 *
 * @param attribute what it is
 * @param levels its values, sorted
 * @param strength empty if there is nothing to compare, or too little
 */
public record Association(String attribute, List<Level> levels, Optional<Strength> strength) {
    /** Above, no test is made: so many values name the examination rather than a device. */
    private static final int MOST_LEVELS = 100;

    /** Why there may be no strength. */
    static final String NO_STRENGTH =
            "nothing to compare: one class or value only, too few patients, or too many values";

    /** Below, no test is made: the score test needs many patients (as it does many a group). */
    private static final int LEAST_PATIENTS = 20;

    /**
     * One value of the attribute.
     *
     * @param value as in the manifest
     * @param images that have it
     * @param patients that have an image with it
     * @param abnormal images among them
     */
    public record Level(String value, int images, int patients, int abnormal) {
        /** Share of abnormal images, from 0 to 1. */
        public double prevalence() {
            return (double) abnormal / images;
        }
    }

    /**
     * How strong, and how sure.
     *
     * @param cramersV from 0 (none) to 1 (the attribute tells the label), over images: the root of
     *     chi-squared by the number of images (Cramér, Mathematical Methods of Statistics, 1946)
     * @param auc what a score of nothing but the attribute would reach on this cohort
     * @param chiSquared of the test that takes patients as the independent units
     * @param degreesOfFreedom one less than there are values
     * @param p of that test
     */
    public record Strength(
            double cramersV, double auc, double chiSquared, int degreesOfFreedom, double p) {}

    public Association {
        requireNonNull(attribute, "attribute is null");
        levels = List.copyOf(levels);
        requireNonNull(strength, "strength is null");
    }

    /**
     * @param valueOf the attribute; images without it are left out
     */
    static Association of(
            String attribute,
            List<CohortImage> images,
            Function<CohortImage, Optional<String>> valueOf) {
        SortedMap<String, List<CohortImage>> byValue = new TreeMap<>();
        for (CohortImage image : images) {
            valueOf.apply(image)
                    .ifPresent(
                            value ->
                                    byValue.computeIfAbsent(value, level -> new ArrayList<>())
                                            .add(image));
        }
        List<Level> levels = new ArrayList<>();
        byValue.forEach((value, members) -> levels.add(level(value, members)));
        return new Association(attribute, levels, strength(levels, byValue));
    }

    private static Level level(String value, List<CohortImage> images) {
        Set<String> patients = new HashSet<>();
        int abnormal = 0;
        for (CohortImage image : images) {
            patients.add(image.patientId());
            abnormal += image.label() == Label.ABNORMAL ? 1 : 0;
        }
        return new Level(value, images.size(), patients.size(), abnormal);
    }

    private static Optional<Strength> strength(
            List<Level> levels, SortedMap<String, List<CohortImage>> byValue) {
        int images = levels.stream().mapToInt(Level::images).sum();
        int abnormal = levels.stream().mapToInt(Level::abnormal).sum();
        if (levels.size() < 2
                || levels.size() > MOST_LEVELS
                || abnormal == 0
                || abnormal == images) {
            return Optional.empty();
        }
        Map<String, Integer> patients = new HashMap<>();
        int[] group = new int[images];
        int[] patient = new int[images];
        boolean[] isAbnormal = new boolean[images];
        int index = 0;
        int level = 0;
        for (List<CohortImage> members : byValue.values()) {
            for (CohortImage image : members) {
                group[index] = level;
                patients.putIfAbsent(image.patientId(), patients.size());
                patient[index] = patients.get(image.patientId());
                isAbnormal[index++] = image.label() == Label.ABNORMAL;
            }
            level++;
        }
        if (patients.size() < LEAST_PATIENTS) {
            return Optional.empty();
        }
        return ClusteredScoreTest.test(group, levels.size(), isAbnormal, patient, patients.size())
                .map(
                        test ->
                                new Strength(
                                        cramersV(levels, images),
                                        auc(levels),
                                        test.chiSquared(),
                                        test.degreesOfFreedom(),
                                        test.p()));
    }

    private static double cramersV(List<Level> levels, int images) {
        long[][] table = new long[levels.size()][];
        for (int index = 0; index < table.length; index++) {
            Level level = levels.get(index);
            table[index] = new long[] {level.abnormal(), level.images() - level.abnormal()};
        }
        return Math.sqrt(ChiSquareTest.withDefaults().statistic(table) / images);
    }

    /** Of the score that is each level's own prevalence; ties within a level count half. */
    private static double auc(List<Level> levels) {
        List<Level> rising =
                levels.stream().sorted(Comparator.comparingDouble(Level::prevalence)).toList();
        double pairs = 0;
        double normalBelow = 0;
        double abnormal = 0;
        for (Level level : rising) {
            double normal = level.images() - level.abnormal();
            pairs += level.abnormal() * (normalBelow + normal / 2);
            normalBelow += normal;
            abnormal += level.abnormal();
        }
        return pairs / (abnormal * normalBelow);
    }
}
