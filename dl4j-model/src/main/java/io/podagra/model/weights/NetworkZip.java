package io.podagra.model.weights;

import io.podagra.data.CheckedZipEntry;
import io.podagra.data.InvalidInputException;
import io.podagra.model.Backend;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelZip;
import io.podagra.model.ResNetVariant;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads the trunk of a model zip of Podagra or Deeplearning4j. Only its configuration and its
 * weights are looked at: {@link ModelSerializer} itself would deserialise Java objects.
 */
final class NetworkZip {
    /** The entry that tells such a zip from others. */
    static final String WEIGHTS = ModelSerializer.COEFFICIENTS_BIN;

    /** Numbers are asked for one by one. */
    private static final int BUFFER = 1 << 16;

    private NetworkZip() {}

    /**
     * Reads a file; the metadata hold its variant and, where it tells, its normalisation.
     *
     * @throws InvalidInputException if it holds another network or is damaged
     * @throws IOException if it cannot be read
     */
    static NamedTensors read(Path file) throws IOException {
        Backend.require();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ComputationGraphConfiguration configuration = configuration(file, zip);
            Optional<ModelMetadata> ours = metadata(file, zip);
            Map<String, String> metadata =
                    VariantMetadata.of(
                            variant(file, configuration),
                            ours.map(model -> model.input().preprocessing().normalisation()));
            ours.filter(model -> model.synthetic() || model.base().synthetic())
                    .ifPresent(model -> metadata.put(BaseWeights.SYNTHETIC, "true"));
            return new NamedTensors(trunk(file, zip, configuration), List.of(), metadata);
        } catch (ZipException | EOFException e) {
            throw damaged(file, e);
        }
    }

    private static Map<String, Tensor> trunk(
            Path file, ZipFile zip, ComputationGraphConfiguration configuration)
            throws IOException {
        ComputationGraph graph = new ComputationGraph(configuration);
        try (INDArray weights = weights(zip)) {
            graph.init(weights, true);
            return Trunk.of(graph);
        } catch (RuntimeException e) { // ND4J's and Deeplearning4j's many
            throw damaged(file, e);
        } finally {
            graph.close();
        }
    }

    private static ComputationGraphConfiguration configuration(Path file, ZipFile zip)
            throws IOException {
        ZipEntry entry = zip.getEntry(ModelSerializer.CONFIGURATION_JSON);
        if (entry == null) {
            throw new InvalidInputException(
                    "%s: it has no %s; export the model again"
                            .formatted(file, ModelSerializer.CONFIGURATION_JSON));
        }
        String json;
        try (var in = zip.getInputStream(entry)) {
            json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try {
            return ComputationGraphConfiguration.fromJson(json);
        } catch (RuntimeException e) {
            throw new InvalidInputException(
                    "%s: it holds no graph that Deeplearning4j 1.0.0-M2.1 can read (%s); give a model zip with a ResNet-50"
                            .formatted(file, firstLine(e)),
                    e);
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
    private static Optional<ModelMetadata> metadata(Path file, ZipFile zip) {
        return zip.getEntry(ModelZip.METADATA) == null
                ? Optional.empty()
                : Optional.of(ModelZip.readMetadata(file));
    }

    private static INDArray weights(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(WEIGHTS);
        try (DataInputStream in =
                new DataInputStream(
                        new BufferedInputStream(
                                new CheckedZipEntry(zip.getInputStream(entry), entry), BUFFER))) {
            INDArray weights = Nd4j.read(in);
            in.transferTo(OutputStream.nullOutputStream()); // to its end, for its check sum
            return weights;
        }
    }

    private static InvalidInputException damaged(Path file, Exception cause) {
        return new InvalidInputException(
                "%s: its weights cannot be read (%s); export the model again or fetch it again"
                        .formatted(file, firstLine(cause)),
                cause);
    }

    private static String firstLine(Exception exception) {
        return String.valueOf(exception.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
