package io.podagra.pipeline.ingest;

import io.podagra.data.SyntheticMark;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a table of labels can say of an image. */
public enum LabelColumn {
    /** The file: its path from the source folder, or the end of it. */
    IMAGE,
    SOP_INSTANCE_UID,
    PATIENT_ID,
    VIEW,
    LABEL,
    STUDY_ID,
    DEVICE,
    SITE,
    ACQUIRED_AT,
    SYNTHETIC;

    /** The column's name unless the user gives another, such as {@code patient_id}. */
    public String word() {
        return this == SYNTHETIC ? SyntheticMark.COLUMN : name().toLowerCase(Locale.ROOT);
    }

    /** The column of a name, in any case. */
    public static Optional<LabelColumn> of(String word) {
        return Arrays.stream(values())
                .filter(column -> column.word().equalsIgnoreCase(word.strip()))
                .findFirst();
    }
}
