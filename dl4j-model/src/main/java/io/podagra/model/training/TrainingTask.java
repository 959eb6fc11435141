package io.podagra.model.training;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** What a network is to learn, and how well it has. */
public interface TrainingTask {
    /** Number of training images in an epoch, for the schedule. */
    int images();

    /**
     * Number of training images of each class, in the order of the outputs, for class weights;
     * empty where the task has several outputs.
     */
    default List<Integer> imagesByClass() {
        return List.of();
    }

    /**
     * The batches of an epoch: normalised images {@code [batch, 3, size, size]} and labels. The
     * same for the same epoch, however often it is asked for.
     *
     * @param epoch from 1
     */
    DataSetIterator epoch(int epoch);

    /**
     * The labels of a batch for each output of the network, in order.
     *
     * @param labels as the iterator gives them
     */
    default INDArray[] perOutput(INDArray labels) {
        return new INDArray[] {labels};
    }

    /**
     * The loss, in nats, above which a network is taken for diverged when it stays there. Two
     * classes cost 0.69 if tossed for, and twice this limit if answered wrongly with certainty.
     */
    default double lossLimit() {
        return 6;
    }

    /**
     * The same task from pooled features, where all of the network but its heads is frozen from now
     * on; empty where the task knows no way to keep them.
     *
     * @param listener hears what is computed once, or why not, and how far it is
     */
    default Optional<FeatureTask> onFeatures(ComputationGraph network, ArmListener listener) {
        return Optional.empty();
    }

    /** Scores the validation images with the network as it is. */
    Validation validate(ComputationGraph network);
}
