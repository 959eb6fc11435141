package io.podagra.model.weights;

import io.podagra.data.InvalidInputException;
import io.podagra.model.Backend;
import io.podagra.model.ModelArchive;
import io.podagra.model.ModelCheck;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelZip;
import io.podagra.model.NetworkReader;
import io.podagra.model.ResNetVariant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/** Reads the trunk of a model zip of Podagra or Deeplearning4j. */
final class NetworkZip {
    /** The entry that tells such a zip from others. */
    static final String WEIGHTS = ModelSerializer.COEFFICIENTS_BIN;

    private NetworkZip() {}

    /**
     * Reads a file; the metadata hold its variant and, where it tells, its normalisation.
     *
     * @throws InvalidInputException if it holds another network, or is damaged or changed
     */
    static NamedTensors read(Path file) {
        Backend.require();
        try (ModelArchive archive = ModelArchive.open(file)) {
            ModelCheck.requireUnchanged(archive, file);
            ComputationGraphConfiguration configuration = NetworkReader.configuration(archive);
            Optional<ModelMetadata> ours = metadata(archive);
            Map<String, String> metadata =
                    VariantMetadata.of(
                            variant(file, configuration),
                            ours.map(model -> model.input().preprocessing().normalisation()));
            ours.filter(model -> model.synthetic() || model.base().synthetic())
                    .ifPresent(model -> metadata.put(BaseWeights.SYNTHETIC, "true"));
            return new NamedTensors(trunk(archive, configuration), List.of(), metadata);
        }
    }

    private static Map<String, Tensor> trunk(
            ModelArchive archive, ComputationGraphConfiguration configuration) {
        ComputationGraph graph = new ComputationGraph(configuration);
        try {
            NetworkReader.initialise(archive, graph);
            return Trunk.of(graph);
        } finally {
            graph.close();
        }
    }

    private static ResNetVariant variant(Path file, ComputationGraphConfiguration configuration) {
        try {
            return ResNetVariant.of(configuration);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "%s: its network is none of the ResNet-50s that Podagra trains: %s; give another file"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** Deeplearning4j's own zips do not tell. */
    private static Optional<ModelMetadata> metadata(ModelArchive archive) {
        return archive.has(ModelZip.METADATA)
                ? Optional.of(ModelZip.readMetadata(archive))
                : Optional.empty();
    }
}
