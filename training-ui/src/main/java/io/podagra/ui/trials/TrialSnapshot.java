package io.podagra.ui.trials;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One trial of a search at one moment, as the trials page shows it.
 *
 * @param arm the arm that is tuned
 * @param trial the trial's number, from 1
 * @param repeat 0 in the search, from 1 for repeats of the best with other seeds
 * @param state how it goes or went
 * @param values the trial's settings by the name of their axis, as text; an axis may be missing
 * @param score the score of the best epoch; empty before the first has ended and where there is
 *     none
 * @param curve the score after each epoch so far
 * @param seconds how long it has run, at least 0
 * @param reason why it was stopped or failed; empty in any other state
 * @param time when this was so
 */
public record TrialSnapshot(
        String arm,
        int trial,
        int repeat,
        State state,
        Map<String, String> values,
        OptionalDouble score,
        List<Double> curve,
        double seconds,
        String reason,
        Instant time) {

    /** How a trial goes or went. */
    public enum State {
        RUNNING,
        COMPLETE,
        /** Ended early because others did better. */
        STOPPED,
        FAILED
    }

    /**
     * @throws IllegalArgumentException if a value is outside what is described above, or a score is
     *     no finite number
     */
    public TrialSnapshot {
        requireNonNull(arm, "arm is null");
        requireNonNull(state, "state is null");
        requireNonNull(score, "score is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(time, "time is null");
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        values.forEach(
                (name, value) -> {
                    requireNonNull(name, "the name of a value is null");
                    requireNonNull(value, "a value is null");
                });
        curve = List.copyOf(curve);
        if (trial < 1 || repeat < 0) {
            throw new IllegalArgumentException(
                    "trial %d is below 1 or repeat %d below 0".formatted(trial, repeat));
        }
        if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(seconds + " seconds");
        }
        if (!Double.isFinite(score.orElse(0)) || !curve.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "score %s or one of the curve %s is no number".formatted(score, curve));
        }
        if (!reason.isEmpty() && state != State.STOPPED && state != State.FAILED) {
            throw new IllegalArgumentException(
                    "a trial that is %s has the reason '%s'".formatted(state, reason));
        }
    }
}
