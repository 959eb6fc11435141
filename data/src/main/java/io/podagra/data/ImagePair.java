package io.podagra.data;

import static java.util.Objects.requireNonNull;

/**
 * Two images of a cohort that belong together, as near-duplicates do.
 *
 * @param first the one that comes first in the manifest
 * @param second the other
 */
public record ImagePair(CohortImage first, CohortImage second) {
    /**
     * @throws IllegalArgumentException if both are the same image
     */
    public ImagePair {
        requireNonNull(first, "first is null");
        requireNonNull(second, "second is null");
        if (first.id().equals(second.id())) {
            throw new IllegalArgumentException("image " + first.id() + " cannot pair with itself");
        }
    }

    /** Whether the manifest gives both to one patient. */
    public boolean samePatient() {
        return first.patientId().equals(second.patientId());
    }
}
