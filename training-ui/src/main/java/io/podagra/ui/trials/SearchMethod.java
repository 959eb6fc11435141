package io.podagra.ui.trials;

import static java.util.Objects.requireNonNull;

/**
 * How a search chooses trials, ends them early, and scores them; the page says it in the language
 * of its reader.
 *
 * @param search how candidates are proposed
 * @param stopping which trials end early
 * @param firstRung the first epoch after which a trial may end early, at least 1
 * @param folds of the training patients, each validated once, at least 2; 0 for one hold-out
 * @param holdOut share of the training patients that validates, between 0 and 1, where there are no
 *     folds
 * @param score what a trial's score is; the higher the better
 */
public record SearchMethod(
        Search search, Stopping stopping, int firstRung, int folds, double holdOut, Score score) {

    /** How candidates are proposed. */
    public enum Search {
        RANDOM,
        GRID,
        GENETIC
    }

    /** Which trials end early. */
    public enum Stopping {
        /** None. */
        NONE,
        /** None, because there are too few epochs to halve. */
        TOO_SHORT,
        /** Successive halving. */
        HALVING,
        /** Those below the median of the others. */
        MEDIAN
    }

    /** What a trial's score is. */
    public enum Score {
        /** AUC of the validation images. */
        AUC,
        /** AUC of the validation patients. */
        PATIENT_AUC,
        /** Lower bound of the AUC of the validation images. */
        AUC_LOWER_BOUND
    }

    /**
     * @throws IllegalArgumentException if a value is outside what is described above
     */
    public SearchMethod {
        requireNonNull(search, "search is null");
        requireNonNull(stopping, "stopping is null");
        requireNonNull(score, "score is null");
        // The share is written so that NaN fails.
        if (firstRung < 1 || folds < 0 || folds == 1 || !(holdOut > 0 && holdOut < 1)) {
            throw new IllegalArgumentException(
                    "first rung %d, %d folds or a hold-out of %s"
                            .formatted(firstRung, folds, holdOut));
        }
    }
}
