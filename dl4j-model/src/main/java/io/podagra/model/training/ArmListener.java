package io.podagra.model.training;

import java.util.List;
import java.util.Map;

/** Hears of a training while it runs, on the training thread. */
public interface ArmListener {
    /** Hears nothing. */
    ArmListener SILENT = new ArmListener() {};

    /**
     * The training goes on from a checkpoint.
     *
     * @param history the epochs before it
     */
    default void onResume(List<EpochResult> history) {}

    /**
     * Something is not as it should be, but training goes on.
     *
     * @param warning one sentence
     */
    default void onWarning(String warning) {}

    /**
     * Something about this training that its user may want to know.
     *
     * @param notice one sentence
     */
    default void onNotice(String notice) {}

    /**
     * What a frozen trunk makes of images is computed, once, before the first epoch that needs it:
     * of the training images, then of the validation images. Only what is not known yet is.
     *
     * @param imagesDone of these
     * @param images how many there are
     */
    default void onFeatures(long imagesDone, long images) {}

    /**
     * A batch went through the network.
     *
     * @param epoch from 1
     * @param imagesDone training images of this epoch that were used so far
     * @param loss of the batch
     */
    default void onStep(int epoch, long imagesDone, double loss) {}

    /**
     * How large the gradient is beside the weights, now and then.
     *
     * @param epoch from 1
     * @param imagesDone training images of this epoch that were used so far
     * @param ratios of each stage that is trained: Euclidean norm of the gradient of the batch's
     *     mean loss over that of the weights
     */
    default void onGradient(int epoch, long imagesDone, Map<Stage, Double> ratios) {}

    /**
     * An epoch ended and was validated.
     *
     * @param validation what the result's figures are from
     */
    default void onEpoch(EpochResult result, Validation validation) {}
}
