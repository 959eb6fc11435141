package io.podagra.data;

import java.util.Locale;

/** The part of a split that an image belongs to. */
public enum Part {
    TRAIN,
    VALIDATION,
    TEST;

    /** The spelling of {@code split.csv}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
