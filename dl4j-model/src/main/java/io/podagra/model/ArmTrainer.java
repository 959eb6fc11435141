package io.podagra.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Trains one network, validates it after each epoch, and keeps the weights of the best epoch.
 *
 * <p>The best epoch is the one with the largest validation AUC, on a tie the one with the smaller
 * validation loss. Training ends after {@link TrainingSettings#epochs()}, or after {@link
 * TrainingSettings#patience()} epochs without a better one.
 */
public final class ArmTrainer {
    private final TrainingSettings settings;
    private final ValidationMeasure measure;
    private final List<TrainingListener> networkListeners;

    /**
     * @param measure the validation AUC
     * @param networkListeners Deeplearning4j's own listeners, such as the one that feeds the UI
     */
    public ArmTrainer(
            TrainingSettings settings,
            ValidationMeasure measure,
            List<TrainingListener> networkListeners) {
        this.settings = requireNonNull(settings, "settings is null");
        this.measure = requireNonNull(measure, "measure is null");
        this.networkListeners = List.copyOf(networkListeners);
    }

    /**
     * Trains the network in place.
     *
     * @param network made by {@link ResNet50Graph}
     * @param training batches of normalised, augmented images {@code [batch, 3, size, size]} and
     *     one-hot labels {@code [batch, 2]}; reset before each epoch
     * @param validation the same without augmentation, in a fixed order
     * @throws TrainingDivergedException if the loss is no longer finite
     */
    public TrainedArm train(
            ComputationGraph network,
            DataSetIterator training,
            DataSetIterator validation,
            ArmListener listener) {
        StepListener steps = new StepListener(settings, listener);
        List<TrainingListener> listeners = new ArrayList<>(networkListeners);
        listeners.add(steps);
        network.setListeners(listeners);

        List<EpochResult> history = new ArrayList<>();
        EpochResult best = null;
        try (INDArray bestWeights = network.params().dup()) {
            for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
                EpochResult result = epoch(network, training, validation, steps, epoch, best);
                history.add(result);
                if (result.best()) {
                    best = result;
                    bestWeights.assign(network.params());
                }
                listener.onEpoch(result);
                if (epoch - best.epoch() >= settings.patience()) {
                    break;
                }
            }
            network.params().assign(bestWeights);
        }
        network.setListeners(List.of());
        return new TrainedArm(network, history, best);
    }

    private EpochResult epoch(
            ComputationGraph network,
            DataSetIterator training,
            DataSetIterator validation,
            StepListener steps,
            int epoch,
            EpochResult best) {
        long start = System.nanoTime();
        steps.beginEpoch(epoch);
        network.fit(training);
        double trainingSeconds = secondsSince(start);
        Scores scores = Scores.of(network, validation);
        OptionalDouble auc = measure.of(scores);
        EpochResult result =
                new EpochResult(
                        epoch,
                        steps.meanLoss(),
                        scores.loss(),
                        auc,
                        settings.learningRate(),
                        secondsSince(start),
                        steps.images() / trainingSeconds,
                        false,
                        scores);
        return best == null || result.betterThan(best) ? result.asBest() : result;
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
