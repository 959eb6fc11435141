package io.podagra.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.podagra.data.AtomicFiles;
import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipError;
import java.util.zip.ZipException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/**
 * A model on disk: the zip of Deeplearning4j's {@link ModelSerializer} (configuration, weights,
 * normaliser), which stock Deeplearning4j reads, with {@code podagra/model.json} beside them.
 */
public final class ModelZip {
    private static final String METADATA = "podagra/model.json";
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .enable(SerializationFeature.INDENT_OUTPUT)
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
        AtomicFiles.write(
                file,
                temporary -> {
                    ModelSerializer.writeModel(network, temporary.toFile(), false, normalisation);
                    putMetadata(temporary, metadata);
                });
    }

    /**
     * Replaces the metadata of a model that exists, leaving the network as it is.
     *
     * @throws IOException if the file cannot be written; it is then unchanged
     */
    public static void replaceMetadata(Path file, ModelMetadata metadata) throws IOException {
        AtomicFiles.write(
                file,
                temporary -> {
                    Files.copy(file, temporary);
                    putMetadata(temporary, metadata);
                });
    }

    /**
     * Reads what the model says about itself, without loading the network.
     *
     * @throws InvalidInputException if the file is missing, no zip, or no model of Podagra's
     */
    public static ModelMetadata readMetadata(Path file) {
        try (FileSystem zip = FileSystems.newFileSystem(requireFile(file))) {
            ModelMetadata metadata =
                    JSON.readValue(Files.readAllBytes(zip.getPath(METADATA)), ModelMetadata.class);
            if (!metadata.schema().equals(ModelMetadata.SCHEMA)) {
                throw new InvalidInputException(
                        "%s: its metadata has schema '%s', this release reads '%s'; use the release that made it"
                                .formatted(file, metadata.schema(), ModelMetadata.SCHEMA));
            }
            return metadata;
        } catch (NoSuchFileException exception) {
            throw new InvalidInputException(
                    "%s: has no %s, so it is not a model that Podagra exported; give a model.zip of a run"
                            .formatted(file, METADATA),
                    exception);
        } catch (ZipException | ZipError | java.nio.file.ProviderNotFoundException exception) {
            throw new InvalidInputException(
                    "%s: is not a readable zip; give a model.zip of a run".formatted(file),
                    exception);
        } catch (JsonProcessingException exception) {
            throw new InvalidInputException(
                    "%s: its %s cannot be read (%s); export the model again"
                            .formatted(file, METADATA, exception.getOriginalMessage()),
                    exception);
        } catch (IOException exception) {
            throw new InvalidInputException(
                    "%s: cannot be read (%s)".formatted(file, exception.getMessage()), exception);
        }
    }

    private static Path requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(
                    "%s: there is no such file; give the path of a model.zip".formatted(file));
        }
        return file;
    }

    private static void putMetadata(Path zipFile, ModelMetadata metadata) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(zipFile, Map.of())) {
            Path entry = zip.getPath(METADATA);
            Files.createDirectories(entry.getParent());
            Files.write(entry, JSON.writeValueAsBytes(metadata));
        }
    }
}
