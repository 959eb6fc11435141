package io.podagra.model.training;

import java.util.List;
import java.util.Optional;

/** Ends a training early, from outside. */
@FunctionalInterface
public interface StoppingRule {
    /**
     * Asked after each epoch but the last.
     *
     * @param history every epoch so far, at least one
     * @return why training ends, in one sentence; empty if it goes on
     */
    Optional<String> reason(List<EpochResult> history);

    /** Trains to the end. */
    static StoppingRule never() {
        return history -> Optional.empty();
    }
}
