package io.podagra.model;

import io.podagra.data.AtomicFiles;
import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Makes a model zip for use elsewhere from a run's: without what training needs, and if asked for
 * with the network in a second form and its weights in half the bytes.
 *
 * @param half whether weights are stored with 16 bits; they are read as 32-bit floats again
 * @param folded whether {@link ModelEntries#FOLDED} is added
 */
public record ModelExport(boolean half, boolean folded) {
    private static final double LARGEST_HALF = 65_504;

    /**
     * Writes the zip; it appears when it is whole.
     *
     * @param model of the run
     * @param further entries, which take the place of the model's of the same names
     * @throws InvalidInputException if the model cannot be read, is changed or none of Podagra's,
     *     or has a weight beyond what 16 bits can hold
     * @throws IOException if the file cannot be written; an older one is then unchanged
     */
    public void write(Path file, Path model, Map<String, byte[]> further) throws IOException {
        Path foldedZip = AtomicFiles.temporary(file);
        try (ModelArchive archive = ModelArchive.open(model);
                ImageClassifier network = load(archive, model)) {
            ArchiveWriter writer = copyOf(archive);
            if (half) {
                writer.add(
                        ModelSerializer.COEFFICIENTS_BIN,
                        stored(model, network.network().params()));
            }
            new TreeMap<>(further).forEach(writer::add);
            if (folded) {
                ArchiveWriter second = new ArchiveWriter();
                addFolded(second, model, network);
                second.copy(archive, ModelSerializer.NORMALIZER_BIN).write(foldedZip);
                writer.addStored(ModelEntries.FOLDED, foldedZip);
            }
            writer.write(file);
        } finally {
            Files.deleteIfExists(foldedZip);
        }
    }

    /**
     * Writes a zip whose own network is the folded one, so that it can be tried as models are used.
     *
     * @throws InvalidInputException as {@link #write}
     * @throws IOException as {@link #write}
     */
    public void writeFoldedAlone(Path file, Path model) throws IOException {
        try (ModelArchive archive = ModelArchive.open(model);
                ImageClassifier network = load(archive, model)) {
            ArchiveWriter writer = copyOf(archive);
            addFolded(writer, model, network);
            writer.write(file);
        }
    }

    private static ImageClassifier load(ModelArchive archive, Path model) {
        ModelCheck.requireUnchanged(archive, model);
        if (!archive.has(ModelZip.METADATA)) {
            throw new InvalidInputException(
                    "%s: has no %s; give the model of a run".formatted(model, ModelZip.METADATA));
        }
        return ImageClassifier.load(archive);
    }

    private static ArchiveWriter copyOf(ModelArchive archive) {
        ArchiveWriter writer = new ArchiveWriter();
        archive.names().forEach(name -> writer.copy(archive, name));
        return writer;
    }

    private void addFolded(ArchiveWriter writer, Path model, ImageClassifier network)
            throws IOException {
        ComputationGraph folding = FoldedNetwork.of(network.network());
        try {
            writer.add(
                    ModelSerializer.CONFIGURATION_JSON,
                    StockEntries.configuration(folding.getConfiguration()));
            writer.add(ModelSerializer.COEFFICIENTS_BIN, stored(model, folding.params()));
        } finally {
            folding.close();
        }
    }

    private byte[] stored(Path model, INDArray parameters) throws IOException {
        if (!half) {
            return Coefficients.write(parameters);
        }
        // A variance may be larger than any weight; as infinity it would silence its channel.
        if (!(parameters.amaxNumber().doubleValue() <= LARGEST_HALF)) {
            throw new InvalidInputException(
                    "%s: a weight is beyond the 65,504 that 16 bits can hold; export it with 32 bits, without --half"
                            .formatted(model));
        }
        try (INDArray narrow = parameters.castTo(DataType.FLOAT16)) {
            return Coefficients.write(narrow);
        }
    }
}
