package io.podagra.data.audit;

import io.podagra.data.CohortImage;
import io.podagra.data.audit.Association.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether the label is tied to the device, the site or another thing that a network can see and
 * should not answer from.
 *
 * <p>By Cohen (Statistical Power Analysis for the Behavioral Sciences, 1988, 7.2) an effect of 0.1
 * is small and one of 0.3 medium, which for two classes are values of Cramér's V: from 0.1 on it is
 * a note, from 0.3 on a warning, each if P is below 0.05.
 */
final class ShortcutRisks {
    private static final double SMALL = 0.1;
    private static final double MEDIUM = 0.3;
    private static final double SIGNIFICANT = 0.05;
    private static final String OVERLAY = "overlay";

    private ShortcutRisks() {}

    /** The associations that can be looked for in this cohort. */
    static List<Association> associations(AuditInput input) {
        List<CohortImage> images = input.cohort().images();
        List<Association> associations = new ArrayList<>();
        for (String column : List.of(Columns.DEVICE, Columns.SITE, Columns.LATERALITY)) {
            associations.add(Association.of(column, images, image -> Columns.value(image, column)));
        }
        associations.add(Association.of("view", images, image -> Optional.of(image.view().name())));
        associations.add(Association.of(OVERLAY, images, overlayOf(input)));
        return associations.stream().filter(one -> !one.levels().isEmpty()).toList();
    }

    private static Function<CohortImage, Optional<String>> overlayOf(AuditInput input) {
        Map<CohortImage, Inspection.Inspected> whole = input.inspections().whole();
        return image ->
                Optional.ofNullable(whole.get(image))
                        .map(seen -> seen.overlays().isEmpty() ? "without" : "with");
    }

    static List<Finding> check(AuditInput input, Collection<Association> associations) {
        List<Finding> findings = new ArrayList<>();
        for (Association association : associations) {
            association
                    .strength()
                    .filter(found -> found.p() < SIGNIFICANT && found.cramersV() >= SMALL)
                    .ifPresent(found -> findings.add(finding(input, association, found)));
        }
        findings.sort(Comparator.comparing(Finding::severity));
        return findings;
    }

    private static Finding finding(
            AuditInput input, Association association, Association.Strength strength) {
        Comparator<Level> byPrevalence = Comparator.comparingDouble(Level::prevalence);
        Level least = association.levels().stream().min(byPrevalence).orElseThrow();
        Level most = association.levels().stream().max(byPrevalence).orElseThrow();
        String sentence =
                "The label is tied to the %s: %s of the images of '%s' are abnormal, %s of '%s' (Cramér's V %s, %s with patients as the units). The %s alone would reach an AUC of %s."
                        .formatted(
                                association.attribute(),
                                Words.percent(least.prevalence()),
                                least.value(),
                                Words.percent(most.prevalence()),
                                most.value(),
                                Words.decimals(2, strength.cramersV()),
                                Words.p(strength.p()),
                                association.attribute(),
                                Words.decimals(2, strength.auc()));
        return Finding.ofGroup(
                Rule.LABEL_TIED,
                strength.cramersV() >= MEDIUM ? Severity.WARNING : Severity.NOTE,
                sentence,
                input.cohort().images());
    }
}
