package io.podagra.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Deals patients to groups that each have both classes in every view. */
final class InnerDivision {
    private final List<CohortImage> images;
    private final List<Unit> units;
    private final String counted;
    private final Map<String, Integer> groupOfPatient = new HashMap<>();

    /**
     * @param links pairs whose patients are dealt as one, if both images are given
     * @throws IllegalArgumentException if there are no images
     */
    InnerDivision(List<CohortImage> images, List<ImagePair> links) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("images is empty");
        }
        Set<String> given = images.stream().map(CohortImage::id).collect(Collectors.toSet());
        List<ImagePair> within =
                links.stream()
                        .filter(
                                pair ->
                                        given.contains(pair.first().id())
                                                && given.contains(pair.second().id()))
                        .toList();
        this.images = List.copyOf(images);
        this.units = Unit.of(this.images, SplitUnit.PATIENT, within);
        this.counted =
                within.isEmpty()
                        ? "patients"
                        : "patients (those linked by near-duplicates counted once)";
    }

    /**
     * @throws InvalidInputException if there are fewer patients than folds
     */
    void requireUnits(int folds) {
        if (units.size() < folds) {
            throw new InvalidInputException(
                    "folds is %d, but there are only %d %s to divide; choose fewer folds"
                            .formatted(folds, units.size(), counted));
        }
    }

    /**
     * @param shares of the groups, each above 0, together 1
     * @param where each class has to be, for the message
     * @param remedy for the message
     * @throws InvalidInputException naming each view and class that is not in every group
     */
    void divide(double[] shares, long seed, String where, String remedy) {
        int[] groups = UnitAllocation.allocate(units, shares, seed);
        for (int unit = 0; unit < groups.length; unit++) {
            for (CohortImage image : units.get(unit).images()) {
                groupOfPatient.put(image.patientId(), groups[unit]);
            }
        }
        List<String> problems = new ArrayList<>();
        for (View view : views()) {
            for (Label label : Label.values()) {
                Predicate<CohortImage> wanted =
                        image -> image.view().equals(view) && image.label() == label;
                long reached = images.stream().filter(wanted).map(this::group).distinct().count();
                if (reached < shares.length) {
                    problems.add(
                            "The %s images of the view %s are of %d of the %d %s to train on, too few to have some %s; add patients, %s, or leave this view out"
                                    .formatted(
                                            label.word(),
                                            view,
                                            count(wanted),
                                            units.size(),
                                            counted,
                                            where,
                                            remedy));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /** The group for validation, the others for training. */
    InnerSplit validatedBy(int group) {
        Map<Boolean, List<CohortImage>> inGroup =
                images.stream().collect(Collectors.partitioningBy(image -> group(image) == group));
        return new InnerSplit(inGroup.get(false), inGroup.get(true));
    }

    private int group(CohortImage image) {
        return groupOfPatient.get(image.patientId());
    }

    private long count(Predicate<CohortImage> wanted) {
        return units.stream().filter(unit -> unit.images().stream().anyMatch(wanted)).count();
    }

    private Set<View> views() {
        return images.stream()
                .map(CohortImage::view)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
