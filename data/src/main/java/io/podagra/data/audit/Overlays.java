package io.podagra.data.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Text and calipers inside the image area. */
final class Overlays {
    private Overlays() {}

    static List<Finding> check(AuditInput input) {
        List<Evidence> evidence = new ArrayList<>();
        input.inspections()
                .whole()
                .forEach(
                        (image, seen) -> {
                            if (!seen.overlays().isEmpty()) {
                                evidence.add(
                                        new Evidence(image, Optional.empty(), seen.overlays(), ""));
                            }
                        });
        if (evidence.isEmpty()) {
            return List.of();
        }
        int images = input.cohort().images().size();
        return List.of(
                Finding.ofEvidence(
                        Rule.BURNED_IN_OVERLAY,
                        "%s of %,d %s text or calipers drawn into the image area."
                                .formatted(
                                        Words.counted(evidence.size(), "image"),
                                        images,
                                        evidence.size() == 1 ? "has" : "have"),
                        evidence));
    }
}
