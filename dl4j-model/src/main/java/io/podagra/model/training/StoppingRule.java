package io.podagra.model.training;

import java.util.List;
import java.util.Optional;

/**
 * Whether a training is worth going on with, from what its epochs came to. What decides may lie
 * outside, as other trainings do; so two answers to one history may differ, and the rule is no part
 * of what a checkpoint must fit.
 */
@FunctionalInterface
public interface StoppingRule {
    /**
     * Asked after each epoch but those that end the training anyway, on the training thread, before
     * a listener hears of the epoch; and again, before anything is trained, when a training goes on
     * from a checkpoint.
     *
     * @param history every epoch so far, in order, at least one
     * @return why to stop, in one sentence; empty to go on
     */
    Optional<String> reason(List<EpochResult> history);

    /** The training ends by its own settings alone. */
    static StoppingRule never() {
        return history -> Optional.empty();
    }
}
