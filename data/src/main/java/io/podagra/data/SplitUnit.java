package io.podagra.data;

import java.util.Locale;

/** What a split keeps whole. */
public enum SplitUnit {
    /**
     * All images of a patient are in one part: the test is of patients the network has not seen.
     */
    PATIENT,

    /**
     * Every image for itself, as the paper probably did. Images of one joint are near copies of
     * each other; divided like this they are on both sides, and the test flatters the network.
     */
    IMAGE;

    /** The spelling in settings and files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What tells the units apart: the patient's identifier, or the image's. */
    String keyOf(CohortImage image) {
        return switch (this) {
            case PATIENT -> image.patientId();
            case IMAGE -> image.id();
        };
    }
}
