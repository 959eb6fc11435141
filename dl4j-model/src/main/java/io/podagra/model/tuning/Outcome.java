package io.podagra.model.tuning;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a trial came to.
 *
 * @param score larger is better
 * @param curve the score after each epoch, with folds of the first one
 * @param epochs trained, in all folds together
 * @param stopped why the {@link io.podagra.model.training.StoppingRule} ended it; empty if it did
 *     not
 */
public record Outcome(double score, List<Double> curve, int epochs, Optional<String> stopped) {
    /**
     * @throws IllegalArgumentException if the score is no finite number
     */
    public Outcome {
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("score is " + score + ", expected a number");
        }
        curve = List.copyOf(curve);
        requireNonNull(stopped, "stopped is null");
    }
}
