package io.podagra.data;

import java.util.Locale;

/** What a split does about near-duplicate images: two files that show all but the same frame. */
public enum NearDuplicateTreatment {
    /**
     * A pair on two sides of the split is an error. Where images are the unit it is what was asked
     * for, and leads to a caution only.
     */
    REFUSE,

    /** Units with a pair between them are divided as one: both patients are in one part. */
    TOGETHER,

    /** A pair may be on two sides; the split then carries a caution. */
    ALLOW;

    /** The spelling in settings and files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
