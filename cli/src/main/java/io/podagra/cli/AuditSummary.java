package io.podagra.cli;

import io.podagra.cli.terminal.Printable;
import io.podagra.data.audit.Audit;
import io.podagra.data.audit.Evidence;
import io.podagra.data.audit.Finding;
import io.podagra.data.audit.Severity;
import java.util.Locale;
import java.util.stream.Collectors;

/** The findings of an audit as a table for a terminal. */
final class AuditSummary {
    private static final String ROW = "%-8s  %-46s %8s %9s%n";
    private static final int EXAMPLES = 2;

    private AuditSummary() {}

    static String of(Audit audit) {
        StringBuilder text = new StringBuilder();
        if (audit.cohort().synthetic()) {
            text.append(Synthetic.DATA).append(System.lineSeparator());
        }
        text.append(
                "%s of %s: %s, %s, %s%n"
                        .formatted(
                                counted(audit.cohort().images().size(), "image"),
                                counted(audit.cohort().patients().size(), "patient"),
                                counted(audit, Severity.ERROR),
                                counted(audit, Severity.WARNING),
                                counted(audit, Severity.NOTE)));
        if (!audit.findings().isEmpty()) {
            text.append(ROW.formatted("severity", "finding", "images", "patients"));
            audit.findings().forEach(finding -> append(text, finding));
        }
        return text.toString();
    }

    private static String counted(Audit audit, Severity severity) {
        return counted(audit.count(severity), severity.word());
    }

    private static String counted(int count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    private static void append(StringBuilder text, Finding finding) {
        text.append(
                ROW.formatted(
                        finding.severity().word(),
                        finding.rule().title(),
                        count(finding.images()),
                        count(finding.patients().size())));
        if (finding.severity() == Severity.NOTE) {
            return;
        }
        String examples =
                finding.evidence().stream()
                        .limit(EXAMPLES)
                        .map(AuditSummary::example)
                        .collect(Collectors.joining(", "));
        String more = finding.evidence().size() > EXAMPLES ? ", ..." : "";
        String about = examples.isEmpty() ? finding.sentence() : examples + more;
        text.append("%10s%s%n".formatted("", Printable.of(about)));
    }

    private static String example(Evidence evidence) {
        return evidence.image().id()
                + evidence.partner().map(pair -> " = " + pair.pair().second().id()).orElse("");
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
