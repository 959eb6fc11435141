package io.podagra.model.training;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
        this.measure = requireNonNull(measure, "measure is null");
        this.loop = new TrainingLoop(settings, networkListeners, checkpoints);
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
        return loop.train(
                network, new TwoClasses(imagesByClass, training, validation), seed, listener);
    }

    private final class TwoClasses implements TrainingTask {
        private final List<Integer> imagesByClass;
        private final IntFunction<DataSetIterator> training;
        private final DataSetIterator validation;

        TwoClasses(
                List<Integer> imagesByClass,
                IntFunction<DataSetIterator> training,
                DataSetIterator validation) {
            this.imagesByClass = List.copyOf(imagesByClass);
            this.training = training;
            this.validation = validation;
        }

        @Override
        public int images() {
            return imagesByClass.stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public List<Integer> imagesByClass() {
            return imagesByClass;
        }

        @Override
        public DataSetIterator epoch(int epoch) {
            return training.apply(epoch);
        }

        @Override
        public Validation validate(ComputationGraph network) {
            Scores scores = Scores.of(network, validation);
            double loss = scores.loss();
            // Scores that are no numbers cannot be ranked; the loop stops at their loss.
            OptionalDouble auc =
                    Double.isFinite(loss) ? measure.of(scores) : OptionalDouble.empty();
            return new Validation(loss, auc, scores);
        }
    }
}
