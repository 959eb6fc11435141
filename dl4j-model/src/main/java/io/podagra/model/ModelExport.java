package io.podagra.model;

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
    /**
     * Writes the zip; it appears when it is whole.
     *
     * @param model of the run
     * @param further entries, which take the place of the model's of the same names
     * @throws InvalidInputException if the model cannot be read, is changed or none of Podagra's
     * @throws IOException if the file cannot be written; an older one is then unchanged
     */
    public void write(Path file, Path model, Map<String, byte[]> further) throws IOException {
        Path foldedZip = file.resolveSibling("." + file.getFileName() + ".folded.zip");
        try (ModelArchive archive = ModelArchive.open(model);
                ImageClassifier network = load(archive, model)) {
            ArchiveWriter writer = new ArchiveWriter();
            for (String name : archive.names()) {
                writer.copy(archive, name);
            }
            if (half) {
                writer.add(
                        ModelSerializer.COEFFICIENTS_BIN, stored(network.network().params(), true));
            }
            new TreeMap<>(further).forEach(writer::add);
            if (folded) {
                writeFolded(foldedZip, network, archive);
                writer.addStored(ModelEntries.FOLDED, foldedZip);
            }
            writer.write(file);
        } finally {
            Files.deleteIfExists(foldedZip);
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

    private void writeFolded(Path file, ImageClassifier network, ModelArchive archive)
            throws IOException {
        ComputationGraph folding = FoldedNetwork.of(network.network());
        try {
            ArchiveWriter writer = new ArchiveWriter();
            writer.add(
                    ModelSerializer.CONFIGURATION_JSON,
                    StockEntries.configuration(folding.getConfiguration()));
            writer.add(ModelSerializer.COEFFICIENTS_BIN, stored(folding.params(), half));
            writer.copy(archive, ModelSerializer.NORMALIZER_BIN);
            writer.write(file);
        } finally {
            folding.close();
        }
    }

    private static byte[] stored(INDArray parameters, boolean half) throws IOException {
        if (!half) {
            return StockEntries.coefficients(parameters);
        }
        try (INDArray narrow = parameters.castTo(DataType.FLOAT16)) {
            return StockEntries.coefficients(narrow);
        }
    }
}
