package io.podagra.data;

import java.util.ArrayList;
import java.util.List;

/** What a split needs so that both classes can be learned, and told apart, in every view. */
final class SplitChecks {
    private static final String MORE_PATIENTS =
            "; add patients, choose other fractions, or leave this view out";

    private SplitChecks() {}

    /**
     * @throws InvalidInputException if no split of the cohort can be used
     */
    static void requireDivisible(Cohort cohort, int patients) {
        int parts = Part.values().length;
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
        List<String> problems = new ArrayList<>();
        for (View view : cohort.views()) {
            Counts counts =
                    Counts.of(
                            cohort.images().stream()
                                    .filter(image -> image.view().equals(view))
                                    .toList());
            if (counts.lacksAClass()) {
                problems.add(
                        "The cohort in "
                                + cohort.folder()
                                + " has for the view "
                                + view
                                + " "
                                + counts
                                + ", expected both classes; add images of the other class, or"
                                + " leave this view out");
            }
        }
        throwIfAny(problems);
    }

    /**
     * @throws InvalidInputException if a part lacks a class in a view
     */
    static void requireBothClasses(Split split, Cohort cohort) {
        List<String> problems = new ArrayList<>();
        for (Part part : Part.values()) {
            for (View view : cohort.views()) {
                Counts counts = Counts.of(split.images(part, view));
                if (counts.lacksAClass()) {
                    problems.add(
                            "The "
                                    + part.word()
                                    + " part of the split has for the view "
                                    + view
                                    + " "
                                    + counts
                                    + ", expected both classes"
                                    + MORE_PATIENTS);
                }
            }
        }
        throwIfAny(problems);
    }

    private static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private record Counts(long abnormal, long normal) {
        static Counts of(List<CohortImage> images) {
            long abnormal =
                    images.stream().filter(image -> image.label() == Label.ABNORMAL).count();
            return new Counts(abnormal, images.size() - abnormal);
        }

        boolean lacksAClass() {
            return abnormal == 0 || normal == 0;
        }

        @Override
        public String toString() {
            return abnormal + " abnormal and " + normal + " normal images";
        }
    }
}
