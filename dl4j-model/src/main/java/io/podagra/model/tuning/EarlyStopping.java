package io.podagra.model.tuning;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which trials are not worth the epochs that they have left, by the median rule (Golovin et al.
 * 2017, Google Vizier, 3.2.2).
 */
final class EarlyStopping {
    /** Fewer have no median worth the name. */
    private static final int FEWEST_TRIALS = 3;

    private final boolean byMedian;
    private final int firstRung;

    EarlyStopping(TuningSettings settings) {
        this.byMedian = settings.stopping() == TuningSettings.Stopping.MEDIAN;
        this.firstRung = settings.firstRung();
    }

    /**
     * Why a trial is to end now.
     *
     * @param trial after an epoch
     * @param others that ended before
     * @return empty if it goes on
     */
    Optional<String> reason(Trial trial, List<Trial> others) {
        int epochs = trial.curve().size();
        if (!byMedian || epochs < firstRung) {
            return Optional.empty();
        }
        double own = trial.bestOf(epochs).orElseThrow();
        List<Double> means =
                others.stream()
                        .filter(other -> other.curve().size() >= epochs)
                        .map(other -> mean(other.curve().subList(0, epochs)))
                        .sorted()
                        .toList();
        if (means.size() < FEWEST_TRIALS) {
            return Optional.empty();
        }
        double median = (means.get((means.size() - 1) / 2) + means.get(means.size() / 2)) / 2;
        return own >= median
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "after epoch %d its best, %.3f, is below %.3f, the median of %d"
                                        + " trials",
                                epochs,
                                own,
                                median,
                                means.size()));
    }

    private static double mean(List<Double> scores) {
        return scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
