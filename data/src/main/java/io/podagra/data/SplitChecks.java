package io.podagra.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a split needs: both classes in every part and view, so that they can be learned and told
 * apart, and near-duplicates on one side.
 */
final class SplitChecks {
    private final Split split;
    private final SplitSettings settings;

    SplitChecks(Split split, SplitSettings settings) {
        this.split = split;
        this.settings = settings;
    }

    /**
     * @throws InvalidInputException if no split of the cohort can be used
     */
    static void requireDivisible(Cohort cohort) {
        int parts = Part.values().length;
        int patients = cohort.patients().size();
        if (patients < parts) {
            throw new InvalidInputException(
                    "The cohort in "
                            + cohort.folder()
                            + " has images of "
                            + (patients == 1 ? "1 patient" : patients + " patients")
                            + ", too few to divide into training, validation and test: expected"
                            + " at least "
                            + parts
                            + ", and many more to learn from; add patients");
        }
        Map<View, int[]> imagesOfView = new TreeMap<>();
        for (CohortImage image : cohort.images()) {
            imagesOfView
                    .computeIfAbsent(image.view(), view -> new int[Label.values().length])[
                    image.label().code()]++;
        }
        List<String> problems = new ArrayList<>();
        imagesOfView.forEach(
                (view, images) -> {
                    int normal = images[Label.NORMAL.code()];
                    int abnormal = images[Label.ABNORMAL.code()];
                    if (normal == 0 || abnormal == 0) {
                        problems.add(
                                "The cohort in "
                                        + cohort.folder()
                                        + " has for the view "
                                        + view
                                        + " "
                                        + found(abnormal, normal)
                                        + "; add images of the other class, or leave this view"
                                        + " out");
                    }
                });
        throwIfAny(problems);
    }

    /**
     * @throws InvalidInputException if a part lacks a class in a view
     */
    void requireBothClasses() {
        List<String> problems = new ArrayList<>();
        for (PartCounts counts : split.counts()) {
            counts.view()
                    .filter(view -> counts.lacksAClass())
                    .ifPresent(
                            view ->
                                    problems.add(
                                            "The "
                                                    + counts.part().word()
                                                    + " part of the split has for the view "
                                                    + view
                                                    + " "
                                                    + found(
                                                            counts.abnormal(),
                                                            counts.images() - counts.abnormal())
                                                    + "; "
                                                    + remedy()
                                                    + ", or leave this view out"));
        }
        throwIfAny(problems);
    }

    private String remedy() {
        SplitScheme scheme = settings.scheme();
        if (scheme instanceof SplitScheme.Fold) {
            return "add patients, choose fewer folds";
        }
        if (scheme instanceof SplitScheme.HoldOut holdOut) {
            return "add patients, hold out otherwise by the column " + holdOut.column();
        }
        return scheme instanceof SplitScheme.FromFile given
                ? "correct " + given.file()
                : "add patients, choose other fractions";
    }

    /**
     * @throws InvalidInputException naming every near-duplicate pair that is on two sides, unless
     *     the settings let it be
     */
    void requireUndivided(List<ImagePair> nearDuplicates) {
        NearDuplicateTreatment treatment = settings.nearDuplicates();
        boolean expected =
                settings.unit() == SplitUnit.IMAGE && treatment == NearDuplicateTreatment.REFUSE;
        if (expected || treatment == NearDuplicateTreatment.ALLOW) {
            return;
        }
        throwIfAny(split.divided(nearDuplicates).stream().map(this::problem).toList());
    }

    private String problem(ImagePair pair) {
        return "The near-duplicate images "
                + named(pair.first())
                + " and "
                + named(pair.second())
                + " are on two sides of the split; remove one of them from the manifest, give both"
                + " the same patient_id if the patient is one, or set split.nearDuplicates to "
                + (canKeepTogether() ? "together" : "allow");
    }

    /** Else the parts are not ours to choose, or are together as far as they can be. */
    private boolean canKeepTogether() {
        return settings.nearDuplicates() == NearDuplicateTreatment.REFUSE
                && (settings.scheme() instanceof SplitScheme.AtRandom
                        || settings.scheme() instanceof SplitScheme.Fold);
    }

    private String named(CohortImage image) {
        return "'%s' (patient %s, %s)"
                .formatted(image.id(), image.patientId(), split.partOf(image).word());
    }

    private static String found(int abnormal, int normal) {
        return abnormal + " abnormal and " + normal + " normal images, expected both classes";
    }

    private static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }
}
