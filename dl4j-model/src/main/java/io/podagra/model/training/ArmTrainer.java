package io.podagra.model.training;

import static java.util.Objects.requireNonNull;

import io.podagra.pipeline.FeatureCache;
import io.podagra.pipeline.ImageIterator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Trains one network of a study: two classes, judged by its scores of validation images. */
public final class ArmTrainer {
    private final ValidationMeasure measure;
    private final TrainingLoop loop;

    /**
     * @param measure the validation AUC
     * @param networkListeners Deeplearning4j's own listeners, such as the one that feeds the UI
     * @param checkpoints where to keep them; without, a training that is stopped begins anew
     */
    public ArmTrainer(
            TrainingSettings settings,
            ValidationMeasure measure,
            List<TrainingListener> networkListeners,
            Optional<CheckpointFolder> checkpoints) {
        this(measure, new TrainingLoop(settings, networkListeners, checkpoints));
    }

    private ArmTrainer(ValidationMeasure measure, TrainingLoop loop) {
        this.measure = requireNonNull(measure, "measure is null");
        this.loop = loop;
    }

    /** The same, which a rule can stop early. */
    public ArmTrainer withStoppingRule(StoppingRule rule) {
        return new ArmTrainer(measure, loop.withStoppingRule(rule));
    }

    /** The same with checkpoints at other times. */
    public ArmTrainer withCheckpointPolicy(CheckpointPolicy policy) {
        return new ArmTrainer(measure, loop.withCheckpointPolicy(policy));
    }

    /**
     * Trains the network in place.
     *
     * @param network output {@code [batch, 2]}
     * @param imagesByClass number of training images, normal and abnormal
     * @param training batches of an epoch, from 1: normalised, augmented images {@code [batch, 3,
     *     size, size]} and one-hot labels {@code [batch, 2]}
     * @param validation the same without augmentation, in a fixed order
     * @param seed of what is random in the steps
     * @throws TrainingDivergedException if the loss is no longer finite or has exploded
     * @throws IOException if a checkpoint cannot be written
     */
    public TrainedArm train(
            ComputationGraph network,
            List<Integer> imagesByClass,
            IntFunction<DataSetIterator> training,
            DataSetIterator validation,
            long seed,
            ArmListener listener)
            throws IOException {
        TrainingTask task = new TwoClasses(measure, imagesByClass, training, validation);
        return loop.train(network, task, seed, listener);
    }

    /**
     * The same, except that what a frozen trunk makes of images is computed once: while only the
     * head is trained, validation images go through the trunk once, and training images too unless
     * they are varied.
     *
     * @param validation whose images are prepared as those of training
     * @param features where it is kept, also for other arms
     */
    public TrainedArm train(
            ComputationGraph network,
            List<Integer> imagesByClass,
            ImageIterator training,
            ImageIterator validation,
            FeatureCache features,
            long seed,
            ArmListener listener)
            throws IOException {
        TrainingTask task =
                new TwoClassesOfImages(measure, imagesByClass, training, validation, features);
        return loop.train(network, task, seed, listener);
    }
}
