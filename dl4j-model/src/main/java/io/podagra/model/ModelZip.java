package io.podagra.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/**
 * A model on disk: the zip of Deeplearning4j's {@link ModelSerializer} (configuration, weights,
 * normaliser), which stock Deeplearning4j reads, with entries below {@code podagra/} beside them:
 * {@code model.json} in any case, others as {@link ModelEntries} names them. The same content gives
 * the same bytes.
 */
public final class ModelZip {
    /** The entry of a model zip that tells Podagra's from others. */
    public static final String METADATA = "podagra/model.json";

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
        write(file, network, normalisation, metadata, Map.of());
    }

    /**
     * The same with further entries.
     *
     * @param further by their names, which begin with {@code podagra/}
     */
    public static void write(
            Path file,
            ComputationGraph network,
            DataNormalization normalisation,
            ModelMetadata metadata,
            Map<String, byte[]> further)
            throws IOException {
        ArchiveWriter writer = new ArchiveWriter();
        StockEntries.of(network, normalisation).forEach(writer::add);
        writer.add(METADATA, ModelJson.write(metadata));
        new TreeMap<>(further).forEach(writer::add);
        writer.write(file);
    }

    /**
     * Replaces the metadata of a model that exists, and adds entries or replaces those of their
     * names, leaving all else as it is.
     *
     * @throws IOException if the file cannot be written; it is then unchanged
     */
    public static void update(Path file, ModelMetadata metadata, Map<String, byte[]> further)
            throws IOException {
        try (ModelArchive archive = ModelArchive.open(file)) {
            ArchiveWriter writer = new ArchiveWriter();
            archive.names().forEach(name -> writer.copy(archive, name));
            writer.add(METADATA, ModelJson.write(metadata));
            new TreeMap<>(further).forEach(writer::add);
            writer.write(file);
        }
    }

    /**
     * Writes a zip that holds model zips, as they are, and entries beside them.
     *
     * @param models by the names of their entries
     * @param further by their names, which begin with {@code podagra/}
     * @throws IOException if the file cannot be written; an older one is then unchanged
     */
    public static void writeBundle(Path file, Map<String, Path> models, Map<String, byte[]> further)
            throws IOException {
        ArchiveWriter writer = new ArchiveWriter();
        models.forEach(writer::addStored);
        new TreeMap<>(further).forEach(writer::add);
        writer.write(file);
    }

    /**
     * Reads what the model says about itself, without loading the network.
     *
     * @throws InvalidInputException if the file is missing, no zip, or no model of Podagra's
     */
    public static ModelMetadata readMetadata(Path file) {
        try (ModelArchive archive = ModelArchive.open(file)) {
            return readMetadata(archive);
        }
    }

    /**
     * The same of one that is open.
     *
     * @throws InvalidInputException if it is no model of Podagra's, or of a later release
     */
    public static ModelMetadata readMetadata(ModelArchive archive) {
        String file = archive.shownAs();
        byte[] json =
                archive.text(METADATA)
                        .orElseThrow(
                                () ->
                                        new InvalidInputException(
                                                "%s: has no %s, so it is not a model that Podagra exported; give a model.zip of a run"
                                                        .formatted(file, METADATA)));
        ObjectNode tree = ModelJson.read(file, METADATA, json, ObjectNode.class);
        OlderMetadata.upgrade(tree, ModelJson.mapper());
        String schema = tree.path("schema").asText();
        if (!schema.equals(ModelMetadata.SCHEMA)) {
            throw new InvalidInputException(
                    "%s: its metadata has schema '%s', this release reads '%s' and older; use the release that made it"
                            .formatted(file, schema, ModelMetadata.SCHEMA));
        }
        return ModelJson.read(file, METADATA, ModelJson.write(tree), ModelMetadata.class);
    }

    /**
     * Reads an entry beside the network, if there is one of that name.
     *
     * @throws InvalidInputException if the file is missing, no zip, or the entry is damaged
     */
    public static Optional<byte[]> entry(Path file, String name) {
        try (ModelArchive archive = ModelArchive.open(file)) {
            return archive.text(name);
        }
    }
}
