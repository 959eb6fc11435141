package io.podagra.pipeline.ingest;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * Why a file was left out.
 *
 * @param code for programs
 * @param sentence for people, to follow the file's name; neither a name nor a value of the labels,
 *     for both may tell of a patient
 */
public record Reason(Code code, String sentence) {
    /** Kinds of reason. */
    public enum Code {
        /** It cannot be read, holds no whole image, or an image that is of no use. */
        UNUSABLE_IMAGE,
        /** Nothing says how it was labelled. */
        NO_LABEL,
        /** Its label is no word for abnormal or normal. */
        UNKNOWN_LABEL,
        /** Nothing says whose it is. */
        NO_PATIENT,
        /** Nothing says from where the joint was seen, or what does is no name of a view. */
        NO_VIEW,
        /** A row names it and another file as well. */
        AMBIGUOUS_ROW,
        /** The date to be kept is none. */
        UNKNOWN_DATE,
        /** The same image, or the same file in two rows, is called abnormal and normal. */
        TWO_LABELS,
        /** The same image is said to be of two patients. */
        TWO_PATIENTS,
        /** The same image is said to be of two views. */
        TWO_VIEWS;

        /** Such as {@code two-labels}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Reason {
        requireNonNull(code, "code is null");
        requireNonNull(sentence, "sentence is null");
    }
}
