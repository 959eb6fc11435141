package io.podagra.data.audit;

import io.podagra.data.audit.Inspection.Inspected;
import java.util.ArrayList;
import java.util.List;

/** Images of one grey, or nearly black. */
final class BlankImages {
    /**
     * Grey values. In 4,657 synthetic and real images (benchmarks/audit) the 1st and the 99th
     * percentile are at least 73 apart, and the 95th percentile is at least 61.
     */
    private static final int LEAST_CONTRAST = 16;

    private static final int LEAST_BRIGHTNESS = 24;

    private BlankImages() {}

    static boolean isBlank(Inspected seen) {
        return isConstant(seen) || isBlack(seen);
    }

    private static boolean isConstant(Inspected seen) {
        return seen.grey().high() - seen.grey().low() < LEAST_CONTRAST;
    }

    /** Text around nothing is brighter, but covers less than a twentieth. */
    private static boolean isBlack(Inspected seen) {
        return seen.grey().bright() < LEAST_BRIGHTNESS;
    }

    static List<Finding> check(AuditInput input) {
        List<Evidence> evidence = new ArrayList<>();
        input.inspections()
                .whole()
                .forEach(
                        (image, seen) -> {
                            if (isBlack(seen)) {
                                evidence.add(Evidence.of(image, "nearly black"));
                            } else if (isConstant(seen)) {
                                evidence.add(
                                        Evidence.of(
                                                image,
                                                "grey values from %d to %d"
                                                        .formatted(
                                                                seen.grey().low(),
                                                                seen.grey().high())));
                            }
                        });
        if (evidence.isEmpty()) {
            return List.of();
        }
        return List.of(
                Finding.ofEvidence(
                        Rule.BLANK_IMAGE,
                        Words.counted(evidence.size(), "image", "is", "are")
                                + " of one grey or nearly black.",
                        evidence));
    }
}
