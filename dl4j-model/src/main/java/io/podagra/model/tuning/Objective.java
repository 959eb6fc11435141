package io.podagra.model.tuning;

import io.podagra.model.training.StoppingRule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a search makes as large as it can: trains a network and tells how good it is. */
@FunctionalInterface
public interface Objective {
    /**
     * Trains and validates. Whatever it throws makes the trial a failed one. A training that the
     * rule stopped may be asked for again, by another rule: it then goes on if it was kept, and
     * else begins anew.
     *
     * @param values of every setting that the search sets: what it varies and what is fixed
     * @param trial number of the candidate, from 1
     * @param repeat 0, or which repeat with another seed and another division
     * @param rule ends the training early; asked after each epoch
     * @param curve hears the scores of all epochs so far after each
     */
    Outcome evaluate(
            Map<String, Object> values,
            int trial,
            int repeat,
            StoppingRule rule,
            Consumer<List<Double>> curve)
            throws IOException;

    /**
     * A candidate that a rule stopped will not be gone on with: what was kept for it can go.
     *
     * @param trial its number
     */
    default void forget(int trial) throws IOException {}
}
