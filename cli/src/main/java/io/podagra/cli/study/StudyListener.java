package io.podagra.cli.study;

import io.podagra.cli.settings.StudySettings;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.Stage;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.training.Validation;
import io.podagra.model.tuning.Trial;
import io.podagra.model.tuning.TuningSummary;
import io.podagra.pipeline.ImagePlan;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.optimize.api.TrainingListener;

/** Hears of a study while it runs, on the thread that runs it. */
interface StudyListener {
    /** Deeplearning4j's own listeners for an arm's network. */
    default List<TrainingListener> networkListeners(Arm arm) {
        return List.of();
    }

    /**
     * The search for an arm's settings begins, or goes on.
     *
     * @param images training images of the arm
     */
    default void onTuning(Arm arm, StudySettings settings, int images) {}

    /**
     * A trial of the search began, got an epoch further, or ended. Where trials are trained at the
     * same time, several threads call this.
     */
    default void onTrial(Arm arm, Trial trial) {}

    /**
     * Trials of the search have waited for each other, and the best of them go on.
     *
     * @param epochs that all of them were trained for
     * @param places how many go on
     * @param trials that had waited
     */
    default void onRung(Arm arm, int epochs, int places, int trials) {}

    /**
     * The best candidates are trained again with other seeds.
     *
     * @param trainings how many
     */
    default void onRepeats(Arm arm, int trainings) {}

    /** An arm's settings are found. */
    default void onTuned(Arm arm, TuningSummary summary) {}

    /** An arm's training begins, with these settings. */
    default void onArm(Arm arm, TrainingSettings settings) {}

    /**
     * An arm's images are at hand.
     *
     * @param training what its network is going to be trained on; to be used until the arm is done
     * @param validation the same of the images that every epoch is validated on
     */
    default void onImages(Arm arm, ImagePlan training, ImagePlan validation) {}

    /**
     * What a frozen trunk makes of an arm's images is computed, before the first epoch.
     *
     * @param imagesDone of those whose features are not known yet
     * @param images how many there are, of the training images or of the validation images
     */
    default void onFeatures(Arm arm, long imagesDone, long images) {}

    /**
     * A training step was taken.
     *
     * @param imagesDone of this epoch
     * @param imagesInEpoch training images of the arm
     */
    default void onStep(Arm arm, int epoch, long imagesDone, long imagesInEpoch, double loss) {}

    /**
     * How large the gradient is beside the weights, now and then.
     *
     * @param epochs since the beginning, a fraction within an epoch
     * @param ratios of each stage that is trained
     */
    default void onGradient(Arm arm, double epochs, Map<Stage, Double> ratios) {}

    /** An epoch was validated. */
    default void onEpoch(Arm arm, EpochResult result, Validation validation) {}

    /** An arm goes on from a checkpoint, after the epochs of its history. */
    default void onArmResumed(Arm arm, List<EpochResult> history) {}

    /** Something about an arm's training that the user may want to know. */
    default void onNotice(Arm arm, String notice) {}

    /** Something is not as it should be, but training goes on. */
    default void onWarning(Arm arm, String warning) {}

    /** An arm is trained, and its model is in the run folder. */
    default void onArmDone(Arm arm) {}

    /**
     * An arm was trained by an earlier start, but its files cannot be used: it is trained again.
     */
    default void onArmDamaged(Arm arm, String reason) {}

    /** An arm was trained by an earlier start of this run. */
    default void onArmSkipped(Arm arm) {}
}
