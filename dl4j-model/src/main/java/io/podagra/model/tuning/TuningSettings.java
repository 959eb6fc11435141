package io.podagra.model.tuning;

import static java.util.Objects.requireNonNull;

import io.podagra.model.training.Ranges;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How an arm is tuned. All of it happens on training patients; the paper's abstract says nothing of
 * tuning.
 *
 * @param enabled whether arms are tuned before they are trained
 * @param search how candidates are proposed
 * @param trials at most, 1 to 100,000
 * @param minutes after which no trial begins, earlier starts included; 0 for no limit
 * @param patience trials without a better one after which the search ends; 0 for no limit
 * @param score what trials are ranked by
 * @param folds of the training patients, each of which every trial is validated on; 0 for one
 *     hold-out
 * @param holdOut share of the training patients that trials are validated on, in (0, 1), without
 *     folds
 * @param stopping which trials end early
 * @param firstRung epochs that every trial gets, 1 to 10,000; successive halving compares after
 *     these, and after three, nine ... times as many, up to a third of all
 * @param repeats of the best trials
 * @param parallel trials at the same time, 1 to 64, as far as there is memory for them
 * @param gridSteps values that a grid tries of what is continuous, 2 to 1,000
 * @param wholeGrid whether a grid with more points than {@code trials} may run, and does as a whole
 * @param space what is searched
 */
public record TuningSettings(
        boolean enabled,
        Search search,
        int trials,
        double minutes,
        int patience,
        Score score,
        int folds,
        double holdOut,
        Stopping stopping,
        int firstRung,
        Repeats repeats,
        int parallel,
        int gridSteps,
        boolean wholeGrid,
        SearchSpace space) {
    /** How candidates are proposed: Arbiter's generators. */
    public enum Search {
        /** At random from the space. */
        RANDOM,
        /** Every combination, in random order. */
        GRID,
        /** From the best so far, by crossover and mutation. */
        GENETIC
    }

    /** What trials are ranked by; of a trial's best epoch, the mean over folds. */
    public enum Score {
        /** Area under the ROC curve of the validation images. */
        AUC("validation AUC of images"),
        /** Area under the ROC curve of the validation patients, by the mean of their images. */
        PATIENT_AUC("validation AUC of patients"),
        /** Lower end of DeLong's 95 % interval of the AUC of the validation images. */
        AUC_LOWER_BOUND("lower bound of the validation AUC of images");

        private final String words;

        Score(String words) {
            this.words = words;
        }

        /** For a reader of a report. */
        public String words() {
            return words;
        }
    }

    /** Which trials end early. */
    public enum Stopping {
        /** None. */
        NONE,
        /**
         * At each rung, those that are not among the best third: successive halving with reduction
         * factor 3 (Jamieson and Talwalkar 2016, arXiv:1502.07943).
         */
        HALVING,
        /**
         * Those whose best so far is below the median of the others' means up to the same epoch
         * (Golovin et al. 2017, Google Vizier, 3.2.2).
         */
        MEDIAN
    }

    /**
     * Trainings with other seeds and other hold-outs, so that a winner is not luck.
     *
     * @param best how many of the best trials, 1 to 1,000
     * @param times how often each, 0 to 100; 0 for never
     */
    public record Repeats(int best, int times) {
        public Repeats {
            Ranges.requireBetween("best", best, 1, 1000);
            Ranges.requireBetween("times", times, 0, 100);
        }
    }

    /**
     * @throws IllegalArgumentException naming the setting, its value and its range
     */
    public TuningSettings {
        requireNonNull(search, "search is null");
        if (trials < 1) {
            throw new IllegalArgumentException(
                    "trials is %d, expected a whole number from 1 to 100000; tuning.enabled=false trains without tuning"
                            .formatted(trials));
        }
        Ranges.requireBetween("trials", trials, 1, 100_000);
        Ranges.requireAtLeast("minutes", minutes, 0);
        Ranges.requireBetween("patience", patience, 0, 100_000);
        requireNonNull(score, "score is null");
        if (folds != 0) {
            Ranges.requireBetween("folds", folds, 2, 100);
        }
        if (!(holdOut > 0 && holdOut < 1)) {
            throw new IllegalArgumentException(
                    "holdOut is " + holdOut + ", expected a number between 0 and 1");
        }
        requireNonNull(stopping, "stopping is null");
        Ranges.requireBetween("firstRung", firstRung, 1, 10_000);
        requireNonNull(repeats, "repeats is null");
        Ranges.requireBetween("parallel", parallel, 1, 64);
        if (parallel > 1 && search == Search.GENETIC) {
            throw new IllegalArgumentException(
                    "parallel is %d, but a genetic search learns from each trial before the next; leave it at 1, or search at random"
                            .formatted(parallel));
        }
        Ranges.requireBetween("gridSteps", gridSteps, 2, 1000);
        requireNonNull(space, "space is null");
        if (enabled && space.searched().isEmpty()) {
            throw new IllegalArgumentException(
                    "space has nothing to search, expected at least one setting with several"
                        + " values, such as training.learningRate: {logUniform: [0.00003, 0.003]};"
                        + " tuning.enabled=false trains without tuning");
        }
    }

    /** A search that costs about ten times the training itself. */
    public static TuningSettings defaults() {
        return new TuningSettings(
                true,
                Search.RANDOM,
                20,
                0,
                0,
                Score.AUC,
                0,
                0.25,
                Stopping.HALVING,
                2,
                new Repeats(3, 2),
                1,
                5,
                false,
                SearchSpace.defaults());
    }

    /** The same with another space. */
    public TuningSettings withSpace(SearchSpace other) {
        return with(enabled, trials, firstRung, repeats, other);
    }

    /** The same with another number of trials, epochs that each gets, and repeats. */
    public TuningSettings withTrials(int number, int epochsOfEach, Repeats ofTheBest) {
        return with(enabled, number, epochsOfEach, ofTheBest, space);
    }

    /** No tuning. */
    public TuningSettings disabled() {
        return with(false, trials, firstRung, repeats, space);
    }

    private TuningSettings with(
            boolean on, int number, int rung, Repeats ofTheBest, SearchSpace other) {
        return new TuningSettings(
                on, search, number, minutes, patience, score, folds, holdOut, stopping, rung,
                ofTheBest, parallel, gridSteps, wholeGrid, other);
    }

    /** Trials at most: of a grid, no more than it has points. */
    public int plannedTrials() {
        if (search != Search.GRID) {
            return trials;
        }
        BigInteger points = space.gridPoints(gridSteps);
        return wholeGrid
                ? points.intValueExact()
                : points.min(BigInteger.valueOf(trials)).intValueExact();
    }

    /**
     * Whether trials are to be halved but are too short for it, so that each is trained in full.
     *
     * @param epochs of a trial at most
     */
    public boolean halvesNothing(int epochs) {
        return stopping == Stopping.HALVING && new Halving(this, epochs).rungs().isEmpty();
    }

    /**
     * How candidates are found and which end early, for a reader of a report.
     *
     * @param epochs of a trial in full, at most
     */
    public String words(int epochs) {
        List<String> words = new ArrayList<>();
        words.add(search.name().toLowerCase(Locale.ROOT) + " search");
        switch (stopping) {
            case HALVING ->
                    words.add(
                            halvesNothing(epochs)
                                    ? "every trial in full (too few epochs to halve)"
                                    : "successive halving from epoch %d on".formatted(firstRung));
            case MEDIAN -> words.add("median stopping from epoch %d on".formatted(firstRung));
            case NONE -> words.add("every trial in full");
        }
        words.add(
                folds == 0
                        ? "validated on %.0f %% of the training patients".formatted(100 * holdOut)
                        : "validated by %d folds of the training patients".formatted(folds));
        return String.join(", ", words);
    }
}
