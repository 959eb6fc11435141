package io.podagra.model.training;

import io.podagra.model.onednn.OneDnnGraph;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * A network's probabilities of abnormal for a list of images, with their labels.
 *
 * @param probabilities of abnormal, each in [0, 1], in the order of the images
 * @param abnormal whether each image is labelled abnormal, in the same order
 */
public record Scores(List<Double> probabilities, List<Boolean> abnormal) {
    private static final double SMALLEST_PROBABILITY = 1e-12;

    public Scores {
        probabilities = List.copyOf(probabilities);
        abnormal = List.copyOf(abnormal);
        if (probabilities.size() != abnormal.size()) {
            throw new IllegalArgumentException(
                    probabilities.size() + " probabilities for " + abnormal.size() + " labels");
        }
    }

    /**
     * Scores every image of the iterator, from its start.
     *
     * @param images batches of features {@code [batch, 3, size, size]}, normalised, and one-hot
     *     labels {@code [batch, 2]}, in a fixed order
     */
    @SuppressWarnings("try") // the parameters are held as long as the resource is open
    public static Scores of(ComputationGraph graph, DataSetIterator images) {
        images.reset();
        try (OneDnnGraph.Held held = OneDnnGraph.hold(graph)) {
            return of(images, graph::outputSingle);
        }
    }

    /**
     * Scores every row of the batches.
     *
     * @param network from a batch's features to probabilities {@code [batch, 2]}
     */
    static Scores of(Iterator<DataSet> batches, UnaryOperator<INDArray> network) {
        List<Double> probabilities = new ArrayList<>();
        List<Boolean> abnormal = new ArrayList<>();
        while (batches.hasNext()) {
            DataSet batch = batches.next();
            try (INDArray output = network.apply(batch.getFeatures())) {
                for (int row = 0; row < output.rows(); row++) {
                    probabilities.add(output.getDouble(row, 1));
                    abnormal.add(batch.getLabels().getDouble(row, 1) > 0.5);
                }
            }
        }
        return new Scores(probabilities, abnormal);
    }

    /** Of no image. */
    public static Scores none() {
        return new Scores(List.of(), List.of());
    }

    /** Number of images. */
    public int size() {
        return probabilities.size();
    }

    /** Mean cross-entropy in nats; NaN if there are no images or a probability is NaN. */
    public double loss() {
        return IntStream.range(0, size()).mapToDouble(this::lossOf).average().orElse(Double.NaN);
    }

    private double lossOf(int image) {
        double abnormalProbability = probabilities.get(image);
        double probability = abnormal.get(image) ? abnormalProbability : 1 - abnormalProbability;
        return -Math.log(Math.max(probability, SMALLEST_PROBABILITY));
    }
}
