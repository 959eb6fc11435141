package io.podagra.model;

import io.podagra.data.InvalidInputException;
import io.podagra.model.onednn.OneDnnGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.factory.Nd4j;

/** A model loaded from its zip, ready to score images. Not safe for use by several threads. */
public final class ImageClassifier implements AutoCloseable {
    private final ModelMetadata metadata;
    private final ComputationGraph network;
    private final DataNormalization normalisation;

    private ImageClassifier(
            ModelMetadata metadata, ComputationGraph network, DataNormalization normalisation) {
        this.metadata = metadata;
        this.network = network;
        this.normalisation = normalisation;
        OneDnnGraph.hold(network); // as long as it is open, nobody trains it
    }

    /**
     * Loads a model zip.
     *
     * @throws InvalidInputException if the file is missing, damaged or not a model of Podagra's
     * @throws BackendUnavailableException if the backend cannot run here
     */
    public static ImageClassifier load(Path file) {
        ModelMetadata metadata = ModelZip.readMetadata(file);
        Backend.require();
        LayerHelpers.enable();
        try {
            ComputationGraph network =
                    OneDnnGraph.orPlain(
                            ModelSerializer.restoreComputationGraph(file.toFile(), false));
            requireClasses(file, network, metadata);
            DataNormalization normalisation = ModelZip.readNormalisation(file);
            return new ImageClassifier(metadata, network, normalisation);
        } catch (IOException | IllegalArgumentException | IllegalStateException exception) {
            throw new InvalidInputException(
                    "%s: its network cannot be loaded (%s); export the model again"
                            .formatted(file, exception.getMessage()),
                    exception);
        }
    }

    private static void requireClasses(
            Path file, ComputationGraph network, ModelMetadata metadata) {
        long outputs = network.layerSize(ResNet50Graph.OUTPUT);
        if (outputs != metadata.classes().size()) {
            throw new InvalidInputException(
                    "%s: its network has %d outputs, its metadata names %d classes (%s); export the model again"
                            .formatted(
                                    file,
                                    outputs,
                                    metadata.classes().size(),
                                    String.join(", ", metadata.classes())));
        }
    }

    /** What the model says about itself. */
    public ModelMetadata metadata() {
        return metadata;
    }

    /**
     * Scores a batch.
     *
     * @param images each {@code [1, 3, size, size]}, values 0 to 255, not yet normalised; the
     *     metadata tells the size. They are not changed.
     * @return the probability of abnormal for each image, in [0, 1]
     */
    public double[] score(List<INDArray> images) {
        if (images.isEmpty()) {
            return new double[0];
        }
        try (INDArray batch = Nd4j.concat(0, images.toArray(INDArray[]::new))) {
            normalisation.transform(batch);
            try (INDArray output = network.outputSingle(batch)) {
                return output.getColumn(1).toDoubleVector();
            }
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
