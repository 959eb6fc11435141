package io.podagra.ui.training;

import java.util.Locale;

/** What a run is doing. */
public enum StudyStage {
    /** Nothing has begun. */
    PREPARING,
    /** Searching for the settings of an arm. */
    TUNING,
    /** Training an arm. */
    TRAINING,
    /** Evaluating on the test images. */
    EVALUATING,
    /** Done. */
    FINISHED,
    /** Ended before it was done; it can be resumed. */
    STOPPED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is none of this word
     */
    static StudyStage of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
