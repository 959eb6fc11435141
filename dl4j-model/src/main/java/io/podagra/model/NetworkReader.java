package io.podagra.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.podagra.data.InvalidInputException;
import java.io.BufferedInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads configuration and weights of Deeplearning4j's zips. {@link ModelSerializer} itself would
 * deserialise Java objects of a zip that has such, and unpacks whatever a file claims to have.
 */
public final class NetworkReader {
    /** Of bytes. */
    private static final int BUFFER = 1 << 16;

    /** What a configuration may name: classes of its own library, none of the class path's rest. */
    private static final List<String> PACKAGES = List.of("org.deeplearning4j.nn.", "org.nd4j.");

    private static final String CLASS = "@class";

    private NetworkReader() {}

    /**
     * The configuration.
     *
     * @throws InvalidInputException if there is none, or it is of another kind of network
     */
    public static ComputationGraphConfiguration configuration(ModelArchive archive) {
        byte[] json =
                archive.text(ModelSerializer.CONFIGURATION_JSON)
                        .orElseThrow(
                                () ->
                                        new InvalidInputException(
                                                "%s: it has no %s, so it holds no network; give a model.zip of a run"
                                                        .formatted(
                                                                archive.shownAs(),
                                                                ModelSerializer
                                                                        .CONFIGURATION_JSON)));
        requireKnownClasses(
                archive,
                ModelJson.read(
                        archive.shownAs(),
                        ModelSerializer.CONFIGURATION_JSON,
                        json,
                        JsonNode.class));
        try {
            return ComputationGraphConfiguration.fromJson(new String(json, StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            throw new InvalidInputException(
                    "%s: it holds no graph that Deeplearning4j 1.0.0-M2.1 can read (%s); give a model zip with a ResNet-50"
                            .formatted(archive.shownAs(), firstLine(e)),
                    e);
        }
    }

    private static void requireKnownClasses(ModelArchive archive, JsonNode tree) {
        for (JsonNode name : tree.findValues(CLASS)) {
            if (PACKAGES.stream().noneMatch(name.asText()::startsWith)) {
                throw new InvalidInputException(
                        "%s: is refused: its configuration names the class '%s', which is not Deeplearning4j's; get the model from who made it"
                                .formatted(archive.shownAs(), name.asText()));
            }
        }
    }

    /**
     * The network, with its weights as 32-bit floats however they are stored, ready for use.
     *
     * @param network of the archive's configuration, not initialised
     * @throws InvalidInputException if there are no weights, or not as many as it has
     */
    public static void initialise(ModelArchive archive, ComputationGraph network) {
        INDArray weights = weights(archive);
        try {
            network.init(weights, false);
        } catch (RuntimeException e) { // ND4J's and Deeplearning4j's many
            weights.close();
            throw damaged(archive, e);
        }
    }

    /** {@code [1, parameters]}, float. */
    private static INDArray weights(ModelArchive archive) {
        String entry = ModelSerializer.COEFFICIENTS_BIN;
        return archive.read(
                entry,
                in -> {
                    try {
                        return Coefficients.read(
                                new BufferedInputStream(in, BUFFER), archive.size(entry));
                    } catch (RuntimeException e) { // of ND4J
                        throw damaged(archive, e);
                    }
                });
    }

    private static InvalidInputException damaged(ModelArchive archive, Exception cause) {
        return new InvalidInputException(
                "%s: its weights cannot be read (%s); export the model again or fetch it again"
                        .formatted(archive.shownAs(), firstLine(cause)),
                cause);
    }

    private static String firstLine(Exception exception) {
        return String.valueOf(exception.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
