package io.podagra.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.podagra.data.AtomicFiles;
import io.podagra.data.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.serializer.NormalizerSerializer;

/**
 * A model on disk: the zip of Deeplearning4j's {@link ModelSerializer} (configuration, weights,
 * normaliser), which stock Deeplearning4j reads, with {@code podagra/model.json} beside them.
 */
public final class ModelZip {
    /** The entry of a model zip that tells Podagra's from others. */
    public static final String METADATA = "podagra/model.json";

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private ModelZip() {}

    /**
     * Writes a model without the updater's state; the file appears when it is whole.
     *
     * @throws IOException if the file cannot be written; an older one is then unchanged
     */
    public static void write(
            Path file,
            ComputationGraph network,
            DataNormalization normalisation,
            ModelMetadata metadata)
            throws IOException {
        // The serializer's own way with a normaliser closes the zip too early and then fails.
        Map<String, byte[]> ours =
                Map.of(
                        ModelSerializer.NORMALIZER_BIN,
                        bytes(normalisation),
                        METADATA,
                        JSON.writeValueAsBytes(metadata));
        AtomicFiles.write(
                file,
                temporary -> {
                    Path stock = temporary.resolveSibling(temporary.getFileName() + ".stock");
                    try {
                        ModelSerializer.writeModel(network, stock.toFile(), false);
                        ZipEntries.copyWith(stock, temporary, ours);
                    } finally {
                        Files.deleteIfExists(stock);
                    }
                });
    }

    /**
     * Replaces the metadata of a model that exists, leaving the network as it is.
     *
     * @throws IOException if the file cannot be written; it is then unchanged
     */
    public static void replaceMetadata(Path file, ModelMetadata metadata) throws IOException {
        Map<String, byte[]> ours = Map.of(METADATA, JSON.writeValueAsBytes(metadata));
        AtomicFiles.write(file, temporary -> ZipEntries.copyWith(file, temporary, ours));
    }

    /**
     * Reads what the model says about itself, without loading the network.
     *
     * @throws InvalidInputException if the file is missing, no zip, or no model of Podagra's
     */
    public static ModelMetadata readMetadata(Path file) {
        byte[] json = readEntry(file, METADATA);
        try {
            ObjectNode tree = JSON.readValue(json, ObjectNode.class);
            OlderMetadata.upgrade(tree, JSON);
            String schema = tree.path("schema").asText();
            if (!schema.equals(ModelMetadata.SCHEMA)) {
                throw new InvalidInputException(
                        "%s: its metadata has schema '%s', this release reads '%s' and older; use the release that made it"
                                .formatted(file, schema, ModelMetadata.SCHEMA));
            }
            return JSON.treeToValue(tree, ModelMetadata.class);
        } catch (JsonProcessingException exception) {
            throw new InvalidInputException(
                    "%s: its %s cannot be read (%s); export the model again"
                            .formatted(file, METADATA, exception.getOriginalMessage()),
                    exception);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception); // of an array in memory: never
        }
    }

    /**
     * Reads the normaliser. The serializer's own way falls back to Java deserialisation of the
     * file's bytes, which a model from elsewhere must not be able to ask for.
     */
    static DataNormalization readNormalisation(Path file) {
        byte[] bytes = readEntry(file, ModelSerializer.NORMALIZER_BIN);
        try {
            return NormalizerSerializer.getDefault().restore(new ByteArrayInputStream(bytes));
        } catch (Exception exception) { // the serializer declares no less
            throw new InvalidInputException(
                    "%s: its %s cannot be read (%s); export the model again"
                            .formatted(
                                    file, ModelSerializer.NORMALIZER_BIN, exception.getMessage()),
                    exception);
        }
    }

    private static byte[] readEntry(Path file, String entry) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(
                    "%s: there is no such file; give the path of a model.zip".formatted(file));
        }
        try {
            return ZipEntries.read(file, entry)
                    .orElseThrow(
                            () ->
                                    new InvalidInputException(
                                            "%s: has no %s, so it is not a model that Podagra exported; give a model.zip of a run"
                                                    .formatted(file, entry)));
        } catch (IOException exception) {
            throw new InvalidInputException(
                    "%s: is not a readable zip (%s); give a model.zip of a run"
                            .formatted(file, exception.getMessage()),
                    exception);
        }
    }

    private static byte[] bytes(DataNormalization normalisation) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NormalizerSerializer.getDefault().write(normalisation, out);
        return out.toByteArray();
    }
}
