package io.podagra.ui.training;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Where an arm's training stands.
 *
 * @param arm its name
 * @param state where it is between waiting and done
 * @param trainingImages it is trained on
 * @param epochs it is trained for at most
 * @param settings some of those it is trained with, as in {@code run.yaml}: key and value
 * @param time when this was so
 */
public record ArmSnapshot(
        String arm,
        State state,
        int trainingImages,
        int epochs,
        Map<String, String> settings,
        Instant time) {
    /** Between waiting and done. */
    public enum State {
        /** Not begun. */
        WAITING,
        /** Its settings are searched for. */
        TUNING,
        /** Its settings are found. */
        TUNED,
        /** It is trained. */
        TRAINING,
        /** It is trained, and its model is in the run folder. */
        DONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @throws IllegalArgumentException if a count is negative
     */
    public ArmSnapshot {
        requireNonNull(arm, "arm is null");
        requireNonNull(state, "state is null");
        settings = Map.copyOf(settings);
        requireNonNull(time, "time is null");
        if (trainingImages < 0 || epochs < 0) {
            throw new IllegalArgumentException(
                    "%d images, %d epochs".formatted(trainingImages, epochs));
        }
    }

    /** The same in another state. */
    public ArmSnapshot in(State other, Instant now) {
        return new ArmSnapshot(arm, other, trainingImages, epochs, settings, now);
    }
}
