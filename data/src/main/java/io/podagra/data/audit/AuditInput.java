package io.podagra.data.audit;

import static java.util.Objects.requireNonNull;

import io.podagra.data.Cohort;

/**
 * All that the checks look at.
 *
 * @param cohort with its manifest's columns
 * @param parts of the split, if there is one
 * @param inspections of all images of the cohort
 * @param duplicates among them
 */
record AuditInput(Cohort cohort, Parts parts, Inspections inspections, Duplicates duplicates) {
    AuditInput {
        requireNonNull(cohort, "cohort is null");
        requireNonNull(parts, "parts is null");
        requireNonNull(inspections, "inspections is null");
        requireNonNull(duplicates, "duplicates is null");
    }
}
