package io.podagra.data;

/**
 * How what the phantom made is told from what a patient's joint gave, in every file that follows
 * from it: score files keep nothing of a cohort but identifiers, so the identifiers carry the mark.
 */
public final class SyntheticMark {
    /** Begins every synthetic patient's identifier and image's file name. */
    public static final String PREFIX = "synthetic-";

    /** The column of a manifest that is {@code true} for a synthetic image. */
    public static final String COLUMN = "synthetic";

    /** What is burned into the margin of a synthetic image. */
    public static final String TEXT = "SYNTHETIC";

    private SyntheticMark() {}

    /**
     * Whether an identifier carries the mark.
     *
     * @param id a patient's identifier, or an image's, whose file name alone counts
     */
    public static boolean marks(String id) {
        return id.substring(id.lastIndexOf('/') + 1).startsWith(PREFIX);
    }
}
