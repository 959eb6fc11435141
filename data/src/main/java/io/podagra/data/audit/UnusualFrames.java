package io.podagra.data.audit;

import java.util.ArrayList;
import java.util.List;

/** Images that are no grey-scale images of one joint. */
final class UnusualFrames {
    private UnusualFrames() {}

    static List<Finding> check(AuditInput input) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(
                findings(
                        input,
                        FrameFlag.COLOUR_DOPPLER,
                        Rule.COLOUR_DOPPLER,
                        " flow in colours over the tissue.",
                        "shows",
                        "show"));
        findings.addAll(
                findings(
                        input,
                        FrameFlag.DUAL_SCREEN,
                        Rule.DUAL_SCREEN,
                        " two images side by side.",
                        "holds",
                        "hold"));
        return findings;
    }

    private static List<Finding> findings(
            AuditInput input, FrameFlag flag, Rule rule, String what, String one, String many) {
        List<Evidence> evidence = new ArrayList<>();
        input.inspections()
                .whole()
                .forEach(
                        (image, seen) -> {
                            if (seen.flags().contains(flag)) {
                                evidence.add(Evidence.of(image, ""));
                            }
                        });
        return evidence.isEmpty()
                ? List.of()
                : List.of(
                        Finding.ofEvidence(
                                rule,
                                Words.counted(evidence.size(), "image", one, many) + what,
                                evidence));
    }
}
