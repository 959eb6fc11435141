package io.podagra.model.tuning;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an arm's settings were found, for whoever uses the model: what was searched, how, and what
 * came out. Names no patient.
 *
 * @param search how candidates were found, in words
 * @param score what they were ranked by, in words
 * @param space what was searched
 * @param complete trials that were trained in full, repeats not counted
 * @param stopped trials that ended early
 * @param failed trials that came to nothing
 * @param chosen number of the candidate whose settings were taken
 * @param values of every setting that the search set, as it has them
 * @param repeats trainings of the chosen candidate with other seeds, validated on other patients
 * @param mean score of these, or, without any, the score in the search: then that of the best of
 *     many, and so too good. Test images tell what the model is worth
 * @param standardDeviation of these scores; empty for a single one
 * @param importance share of the variance of the trials' ranks that goes with a setting, in [0, 1];
 *     without those of which it cannot be told
 * @param seconds that all trials took
 * @param synthetic whether the images are the phantom's
 */
public record TuningSummary(
        String search,
        String score,
        SearchSpace space,
        int complete,
        int stopped,
        int failed,
        int chosen,
        Map<String, Object> values,
        int repeats,
        double mean,
        Optional<Double> standardDeviation,
        Map<String, Double> importance,
        double seconds,
        boolean synthetic) {
    public TuningSummary {
        requireNonNull(search, "search is null");
        requireNonNull(score, "score is null");
        requireNonNull(space, "space is null");
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        requireNonNull(standardDeviation, "standardDeviation is null");
        importance = Collections.unmodifiableMap(new LinkedHashMap<>(importance));
    }

    /**
     * Of a search that is over.
     *
     * @param epochs of a trial in full, at most
     */
    public static TuningSummary of(
            TuningSettings settings,
            int epochs,
            TuningResult result,
            Map<String, Double> importance,
            boolean synthetic) {
        return new TuningSummary(
                settings.words(epochs),
                settings.score().words(),
                settings.space(),
                count(result.trials(), Trial.Status.COMPLETE),
                count(result.trials(), Trial.Status.STOPPED),
                count(result.trials(), Trial.Status.FAILED),
                result.chosen(),
                result.values(),
                result.repeats(),
                result.mean(),
                result.standardDeviation().isPresent()
                        ? Optional.of(result.standardDeviation().getAsDouble())
                        : Optional.empty(),
                importance,
                result.trials().stream().mapToDouble(Trial::seconds).sum(),
                synthetic);
    }

    private static int count(List<Trial> trials, Trial.Status status) {
        return (int)
                trials.stream()
                        .filter(trial -> trial.repeat() == 0 && trial.status() == status)
                        .count();
    }

    /** Candidates that were tried. */
    public int trials() {
        return complete + stopped + failed;
    }
}
