package io.podagra.data.audit;

import java.util.ArrayList;
import java.util.List;

/** Files that hold no whole image. */
final class UnreadableImages {
    private UnreadableImages() {}

    static List<Finding> check(AuditInput input) {
        List<Evidence> evidence = new ArrayList<>();
        input.inspections()
                .broken()
                .forEach((image, broken) -> evidence.add(Evidence.of(image, broken.reason())));
        if (evidence.isEmpty()) {
            return List.of();
        }
        return List.of(
                Finding.ofEvidence(
                        Rule.UNREADABLE_IMAGE,
                        Words.counted(evidence.size(), "file")
                                + " cannot be decoded as a whole image.",
                        evidence));
    }
}
