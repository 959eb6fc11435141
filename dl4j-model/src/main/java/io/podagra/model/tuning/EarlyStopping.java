package io.podagra.model.tuning;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Which trials are not worth the epochs that they have left; see {@link TuningSettings}. */
final class EarlyStopping {
    /** One of so many goes on at a rung, and rungs are so many times as far apart. */
    private static final int REDUCTION = 3;

    /** Fewer have no median worth the name. */
    private static final int TRIALS_FOR_MEDIAN = 3;

    private final TuningSettings.Stopping stopping;
    private final int firstRung;

    EarlyStopping(TuningSettings settings) {
        this.stopping = settings.stopping();
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
        return switch (stopping) {
            case NONE -> Optional.empty();
            case HALVING -> isRung(epochs) ? byHalving(trial, others, epochs) : Optional.empty();
            case MEDIAN -> epochs >= firstRung ? byMedian(trial, others, epochs) : Optional.empty();
        };
    }

    private boolean isRung(int epochs) {
        long rung = firstRung;
        while (rung < epochs) {
            rung *= REDUCTION;
        }
        return rung == epochs;
    }

    private static Optional<String> byHalving(Trial trial, List<Trial> others, int epochs) {
        double own = trial.bestOf(epochs).orElseThrow();
        List<Double> reached =
                others.stream()
                        .flatMapToDouble(other -> other.bestOf(epochs).stream())
                        .boxed()
                        .toList();
        long better = reached.stream().filter(score -> score >= own).count();
        int places = Math.max(1, (reached.size() + 1) / REDUCTION);
        return better < places
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "after epoch %d it is number %d of %d with %.3f, and no more than"
                                        + " %d go on",
                                epochs,
                                better + 1,
                                reached.size() + 1,
                                own,
                                places));
    }

    private static Optional<String> byMedian(Trial trial, List<Trial> others, int epochs) {
        double own = trial.bestOf(epochs).orElseThrow();
        List<Double> means =
                others.stream()
                        .filter(other -> other.curve().size() >= epochs)
                        .map(other -> mean(other.curve().subList(0, epochs)))
                        .sorted()
                        .toList();
        if (means.size() < TRIALS_FOR_MEDIAN) {
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
        OptionalDouble mean = scores.stream().mapToDouble(Double::doubleValue).average();
        return mean.orElseThrow();
    }
}
