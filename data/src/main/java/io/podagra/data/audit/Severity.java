package io.podagra.data.audit;

import java.util.Locale;

/** How much a finding matters, the gravest first. */
public enum Severity {
    /** What is trained or measured on the cohort as it is would be wrong. */
    ERROR,
    /** A result may be wrong or hard to carry over; a person has to weigh it. */
    WARNING,
    /** Worth knowing, and often as it should be. */
    NOTE;

    /** The spelling of {@code audit.json}: error, warning or note. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
