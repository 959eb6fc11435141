package io.podagra.data.audit;

import static java.util.Objects.requireNonNull;

import io.podagra.data.Cohort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is to be known of a cohort before it is trusted. The same for the same files, whatever the
 * threads and the machine.
 *
 * @param cohort that was looked at
 * @param inspections what was seen in its images
 * @param findings the gravest first
 * @param balance images by view, device and site
 * @param associations of the label with what is no property of the joint
 */
public record Audit(
        Cohort cohort,
        Inspections inspections,
        List<Finding> findings,
        List<BalanceRow> balance,
        List<Association> associations) {
    public Audit {
        requireNonNull(cohort, "cohort is null");
        requireNonNull(inspections, "inspections is null");
        findings = List.copyOf(findings);
        balance = List.copyOf(balance);
        associations = List.copyOf(associations);
    }

    /**
     * Judges what was seen.
     *
     * @param parts of the split, if there is one; see {@link Parts#ofManifest}
     * @param inspections of all images of the cohort
     * @param duplicates among them
     */
    public static Audit of(
            Cohort cohort, Parts parts, Inspections inspections, Duplicates duplicates) {
        AuditInput input = new AuditInput(cohort, parts, inspections, duplicates);
        List<Association> associations = ShortcutRisks.associations(input);
        List<Finding> findings = new ArrayList<>();
        findings.addAll(UnreadableImages.check(input));
        findings.addAll(BlankImages.check(input));
        findings.addAll(DuplicateChecks.check(input));
        findings.addAll(PatientNames.check(input));
        findings.addAll(LabelChecks.check(input));
        findings.addAll(Overlays.check(input));
        findings.addAll(UnusualFrames.check(input));
        findings.addAll(OddSizes.check(input));
        findings.addAll(ShortcutRisks.check(input, associations));
        findings.sort(
                Comparator.comparing(Finding::severity).thenComparing(finding -> finding.rule()));
        return new Audit(cohort, inspections, findings, BalanceRow.of(cohort), associations);
    }

    /** How many findings are of a severity. */
    public int count(Severity severity) {
        return (int) findings.stream().filter(one -> one.severity() == severity).count();
    }

    /** Whether nothing speaks against training on the cohort as it is. */
    public boolean passed() {
        return count(Severity.ERROR) == 0;
    }
}
