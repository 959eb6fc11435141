package io.podagra.model;

import static java.util.Objects.requireNonNull;

import io.podagra.data.InvalidInputException;
import io.podagra.model.onednn.OneDnnGraph;
import io.podagra.pipeline.Normalisation;
import io.podagra.pipeline.Normalisers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.factory.Nd4j;

/** A network loaded from its zip, ready to score images. Not safe for use by several threads. */
public final class ImageClassifier implements AutoCloseable {
    private final Optional<ModelMetadata> metadata;
    private final ModelUse use;
    private final ComputationGraph network;
    private final DataNormalization normalisation;
    private final boolean tellsFeatures;

    private ImageClassifier(
            Optional<ModelMetadata> metadata,
            ModelUse use,
            ComputationGraph network,
            DataNormalization normalisation) {
        this.metadata = requireNonNull(metadata, "metadata is null");
        this.use = use;
        this.network = network;
        this.normalisation = normalisation;
        this.tellsFeatures = network.getVertex(ResNet50Graph.FEATURES) != null;
        OneDnnGraph.hold(network); // as long as it is open, nobody trains it
    }

    /**
     * What a network makes of images.
     *
     * @param scores the probability of abnormal of each image, in [0, 1]
     * @param features {@code [batch, 2048]}, what the score is computed from; empty of a network
     *     that is no ResNet-50 of Podagra's
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on at once; not compared.
    public record Scored(double[] scores, Optional<float[][]> features) {}

    /**
     * Loads a model zip.
     *
     * @throws InvalidInputException if the file is missing, damaged, changed, or has no network
     *     that tells by a softmax which of two classes an image of three channels is of
     * @throws BackendUnavailableException if the backend cannot run here
     */
    public static ImageClassifier load(Path file) {
        try (ModelArchive archive = ModelArchive.open(file)) {
            ModelCheck.requireUnchanged(archive, file);
            return load(archive);
        }
    }

    /**
     * Loads a model from an archive that is open, and stays so.
     *
     * @throws InvalidInputException as {@link #load(Path)}
     */
    public static ImageClassifier load(ModelArchive archive) {
        Optional<ModelMetadata> metadata =
                archive.has(ModelZip.METADATA)
                        ? Optional.of(ModelZip.readMetadata(archive))
                        : Optional.empty();
        ComputationGraphConfiguration configuration = NetworkReader.configuration(archive);
        Backend.require();
        LayerHelpers.enable();
        ComputationGraph network = OneDnnGraph.orPlain(configuration);
        try {
            NetworkReader.initialise(archive, network);
            ClassifierCheck.require(archive.shownAs(), network, metadata);
            return new ImageClassifier(
                    metadata,
                    metadata.map(ModelUse::of).orElseGet(() -> PlainZip.use(archive)),
                    network,
                    metadata.map(known -> normalisation(archive, known))
                            .orElseGet(() -> PlainZip.normalisation(archive)));
        } catch (RuntimeException exception) {
            network.close();
            throw exception;
        }
    }

    private static DataNormalization normalisation(ModelArchive archive, ModelMetadata metadata) {
        Normalisation normalisation = metadata.input().preprocessing().normalisation();
        if (normalisation == Normalisation.AUTO) {
            throw new InvalidInputException(
                    "%s: its metadata leave the normalisation open; export the model again"
                            .formatted(archive.shownAs()));
        }
        return Normalisers.of(normalisation);
    }

    /** What the model says about itself; empty of a zip that is none of Podagra's. */
    public Optional<ModelMetadata> metadata() {
        return metadata;
    }

    /** How it is used. */
    public ModelUse use() {
        return use;
    }

    /** The network, for what looks into it; nobody may change it. */
    public ComputationGraph network() {
        return network;
    }

    /**
     * Makes the network's input of images, in place.
     *
     * @param images {@code [batch, 3, size, size]}, values 0 to 255
     */
    public void normalise(INDArray images) {
        normalisation.transform(images);
    }

    /**
     * Scores a batch.
     *
     * @param images each {@code [1, 3, size, size]}, values 0 to 255, not yet normalised; {@link
     *     #use} tells the size. They are not changed.
     */
    public Scored score(List<INDArray> images) {
        if (images.isEmpty()) {
            return new Scored(new double[0], Optional.empty());
        }
        try (INDArray batch = copy(images)) {
            normalise(batch);
            return tellsFeatures ? withFeatures(batch) : plain(batch);
        }
    }

    /** Joining one array with nothing gives that array, not a copy of it. */
    private static INDArray copy(List<INDArray> images) {
        return images.size() == 1
                ? images.get(0).dup()
                : Nd4j.concat(0, images.toArray(INDArray[]::new));
    }

    private Scored plain(INDArray batch) {
        try (INDArray output = network.outputSingle(batch)) {
            return new Scored(output.getColumn(1).toDoubleVector(), Optional.empty());
        }
    }

    /** Both in one pass. */
    private Scored withFeatures(INDArray batch) {
        List<String> wanted =
                List.of(
                        ResNet50Graph.FEATURES,
                        network.getConfiguration().getNetworkOutputs().get(0));
        INDArray[] both = network.output(wanted, false, new INDArray[] {batch}, null);
        try (INDArray features = both[0];
                INDArray output = both[1]) {
            return new Scored(
                    output.getColumn(1).toDoubleVector(), Optional.of(features.toFloatMatrix()));
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
