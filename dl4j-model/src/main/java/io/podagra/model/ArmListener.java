package io.podagra.model;

/** Hears of an arm's training while it runs, on the training thread. */
public interface ArmListener {
    /** Hears nothing. */
    ArmListener SILENT = new ArmListener() {};

    /**
     * A step was taken.
     *
     * @param epoch from 1
     * @param imagesDone training images of this epoch that were used so far
     * @param loss of the step's batch
     */
    default void onStep(int epoch, long imagesDone, double loss) {}

    /** An epoch ended and was validated. */
    default void onEpoch(EpochResult result) {}
}
