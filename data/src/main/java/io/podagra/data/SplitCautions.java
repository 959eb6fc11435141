package io.podagra.data;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a split's settings let pass, and what it does to the figures. */
final class SplitCautions {
    private SplitCautions() {}

    static List<String> of(
            Split split, Cohort cohort, SplitSettings settings, List<ImagePair> nearDuplicates) {
        List<String> cautions = new ArrayList<>();
        if (settings.unit() == SplitUnit.IMAGE) {
            cautions.add(ofPatients(split, cohort));
        }
        int divided = split.divided(nearDuplicates).size();
        if (divided > 0) {
            cautions.add(
                    String.format(
                            Locale.ROOT,
                            "Near-duplicates on two sides of the split: %,d of %,d pairs. Where one"
                                + " of a pair was learnt, the other tests nothing; the figures are"
                                + " too good.",
                            divided,
                            nearDuplicates.size()));
        }
        return List.copyOf(cautions);
    }

    private static String ofPatients(Split split, Cohort cohort) {
        Map<String, Set<Part>> partsOfPatient = new HashMap<>();
        for (CohortImage image : cohort.images()) {
            partsOfPatient
                    .computeIfAbsent(image.patientId(), patient -> EnumSet.noneOf(Part.class))
                    .add(split.partOf(image));
        }
        long tested = partsOfPatient.values().stream().filter(of -> of.contains(Part.TEST)).count();
        long seen =
                partsOfPatient.values().stream()
                        .filter(of -> of.contains(Part.TEST) && of.size() > 1)
                        .count();
        String found =
                String.format(
                        Locale.ROOT,
                        "Split by images, not by patients: %,d of %,d test patients have images in"
                                + " training or validation too.",
                        seen,
                        tested);
        // A hold-out by site, say, may keep the test patients apart though nothing made it.
        return seen == 0
                ? found
                : found
                        + " Images of one joint are near copies of each other, so the figures are"
                        + " too good, and say nothing about new patients.";
    }
}
