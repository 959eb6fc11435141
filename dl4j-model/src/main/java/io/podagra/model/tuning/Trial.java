package io.podagra.model.tuning;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One training with settings that a search proposed.
 *
 * @param number of the candidate, from 1
 * @param repeat 0 in the search, from 1 for a training of the same settings with another seed
 * @param values of the settings that are searched, as they are written
 * @param status what became of it
 * @param score larger is better; empty while none is known
 * @param curve the score after each epoch so far, with folds of the first one
 * @param epochs trained, in all folds together
 * @param seconds it took, to a tenth once it has ended
 * @param reason why it was stopped or failed, or which trial it equals; mostly empty
 */
public record Trial(
        int number,
        int repeat,
        Map<String, String> values,
        Status status,
        OptionalDouble score,
        List<Double> curve,
        int epochs,
        double seconds,
        String reason) {
    /** The larger score first, on a tie the earlier one. */
    public static final Comparator<Trial> LARGEST_FIRST =
            Comparator.<Trial>comparingDouble(trial -> -trial.score.orElse(-1))
                    .thenComparingInt(Trial::number);

    /** The larger score first, on a tie the one that took less time, then the earlier one. */
    public static final Comparator<Trial> BEST_FIRST =
            Comparator.<Trial>comparingDouble(trial -> -trial.score.orElse(-1))
                    .thenComparingDouble(Trial::seconds)
                    .thenComparingInt(Trial::number);

    /** What became of a trial. */
    public enum Status {
        /** It is being trained. */
        RUNNING,
        /** It was trained in full, or until it got no better. */
        COMPLETE,
        /** It was not promising enough to be trained in full. */
        STOPPED,
        /** It came to nothing. */
        FAILED
    }

    public Trial {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        requireNonNull(status, "status is null");
        requireNonNull(score, "score is null");
        curve = List.copyOf(curve);
        requireNonNull(reason, "reason is null");
    }

    /** One that begins. */
    static Trial begun(int number, int repeat, Map<String, String> values) {
        return new Trial(
                number,
                repeat,
                values,
                Status.RUNNING,
                OptionalDouble.empty(),
                List.of(),
                0,
                0,
                "");
    }

    /** The same after another epoch. */
    Trial withCurve(List<Double> scores, double secondsSoFar) {
        return new Trial(
                number,
                repeat,
                values,
                status,
                scores.stream().mapToDouble(Double::doubleValue).max(),
                scores,
                Math.max(epochs, scores.size()),
                secondsSoFar,
                reason);
    }

    /**
     * The same at its end, with what its objective came to.
     *
     * @param before what it had come to before it went on; else the trial itself. What its network
     *     was trained for again, for want of a checkpoint, stays as it was judged by
     */
    Trial ended(Trial before, Outcome outcome, double secondsTaken) {
        List<Double> scores = new ArrayList<>(before.curve);
        scores.addAll(
                outcome.curve()
                        .subList(
                                Math.min(before.curve.size(), outcome.curve().size()),
                                outcome.curve().size()));
        return new Trial(
                number,
                repeat,
                values,
                outcome.stopped().isPresent() ? Status.STOPPED : Status.COMPLETE,
                OptionalDouble.of(outcome.score()),
                scores,
                outcome.epochs(),
                Math.round(10 * (before.seconds + secondsTaken)) / 10.0,
                outcome.stopped().orElse(""));
    }

    /** The same, which came to nothing from the beginning. */
    Trial failed(String why) {
        return failed(why, 0, 0);
    }

    /**
     * The same, which came to nothing.
     *
     * @param mostEpochs that are kept of its curve: one less than those at which it would have
     *     waited, so that a log tells one that failed before it waited from one that failed after
     */
    Trial failed(String why, int mostEpochs, double secondsTaken) {
        List<Double> scores = curve.subList(0, Math.min(curve.size(), mostEpochs));
        return new Trial(
                number,
                repeat,
                values,
                Status.FAILED,
                OptionalDouble.empty(),
                scores,
                Math.max(epochs, scores.size()),
                secondsTaken,
                why);
    }

    /** The same, stopped for a reason that is known by now. */
    Trial stopped(String why) {
        return new Trial(
                number, repeat, values, Status.STOPPED, score, curve, epochs, seconds, why);
    }

    /** What it had come to after its first epochs, where it waited for others before it went on. */
    Trial waitingAt(int firstEpochs) {
        return new Trial(
                number,
                repeat,
                values,
                Status.STOPPED,
                bestOf(firstEpochs),
                curve.subList(0, firstEpochs),
                firstEpochs,
                seconds,
                "waits for the others");
    }

    /** Whether it is one that waits, or waited in vain, after so many epochs. */
    boolean waitsAt(int firstEpochs) {
        return status == Status.STOPPED && curve.size() == firstEpochs && epochs > 0;
    }

    /** Whether it is further than so many epochs, or failed on the way to more. */
    boolean wentOnFrom(int firstEpochs) {
        return curve.size() > firstEpochs
                || (status == Status.FAILED && curve.size() == firstEpochs);
    }

    /** What one with the same values came to, without its cost. */
    Trial asCopyOf(Trial other) {
        return new Trial(
                number,
                repeat,
                values,
                other.status,
                other.score,
                other.curve,
                0,
                0,
                "same settings as trial " + other.number);
    }

    /** The best score of the first epochs; empty if it has not got so far. */
    OptionalDouble bestOf(int firstEpochs) {
        return curve.size() < firstEpochs
                ? OptionalDouble.empty()
                : curve.stream().limit(firstEpochs).mapToDouble(Double::doubleValue).max();
    }
}
