package io.podagra.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.podagra.data.InvalidInputException;
import io.podagra.pipeline.Normalisation;
import io.podagra.pipeline.Normalisers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What is exported of one model, read by stock Deeplearning4j in a process of its own. */
class ModelExportTest {
    private static final int SIZE = TestModels.SIZE;

    @TempDir private static Path folder;
    private static final Map<String, byte[]> FURTHER =
            Map.of("podagra/b.json", new byte[2], "podagra/a.json", new byte[1]);

    private static Path model;
    private static Path exported;
    private static Path folded;
    private static Path half;
    private static INDArray images;
    private static double[] expected;

    /** Of the model, its folded form, and that with 16 bits. */
    private static List<double[]> stock;

    @BeforeAll
    static void writeAModel() throws Exception {
        model = folder.resolve("model.zip");
        ComputationGraph network = TestModels.network(5);
        ModelZip.write(
                model,
                network,
                Normalisers.of(Normalisation.RANGE),
                TestModels.metadata("single", "left", "right"));
        network.close();
        images = Nd4j.rand(DataType.FLOAT, 3, 3, SIZE, SIZE).muli(255);
        try (ImageClassifier ours = ImageClassifier.load(model)) {
            expected =
                    ours.score(
                                    IntStream.range(0, 3)
                                            .mapToObj(
                                                    image ->
                                                            images.slice(image)
                                                                    .reshape(1, 3, SIZE, SIZE))
                                            .toList())
                            .scores();
        }
        assertThat(expected[0]).isNotEqualTo(expected[1]);
        exported = folder.resolve("exported.zip");
        new ModelExport(false, true).write(exported, model, FURTHER);
        folded =
                Files.write(folder.resolve("folded.zip"), contentOf(exported, ModelEntries.FOLDED));
        half = folder.resolve("half.zip");
        new ModelExport(true, false).write(half, model, Map.of());
        stock = StockDeeplearning4j.scores(List.of(model, folded, half), images, folder);
    }

    @AfterAll
    static void freeNativeMemory() {
        images.close();
    }

    @Test
    void opensWithNothingOfOursOnTheClassPath() {
        assertThat(stock.get(0)).containsExactly(expected, within(1e-6));
    }

    @Test
    void theFoldedNetworkSaysTheSameAndHasNoBatchNorms() throws Exception {
        assertThat(stock.get(1)).containsExactly(expected, within(1e-4));
        ComputationGraph network = ModelSerializer.restoreComputationGraph(folded.toFile(), false);
        assertThat(network.getLayers())
                .noneMatch(layer -> layer.conf().getLayer() instanceof BatchNormalization);
        network.close();
    }

    @Test
    void halfPrecisionHalvesTheFileAndIsReadByStockDeeplearning4jToo() throws Exception {
        assertThat(Files.size(half)).isLessThan(Files.size(model) * 6 / 10);
        assertThat(stock.get(2)).containsExactly(expected, within(5e-3));
        try (ImageClassifier ours = ImageClassifier.load(half)) {
            assertThat(ours.network().params().dataType()).isEqualTo(DataType.FLOAT);
            INDArray first = images.slice(0).reshape(1, 3, SIZE, SIZE);
            assertThat(ours.score(List.of(first)).scores())
                    .containsExactly(new double[] {expected[0]}, within(5e-3));
        }
    }

    @Test
    void theFoldedNetworkCanBeTriedAlone() throws Exception {
        Path alone = folder.resolve("alone.zip");
        new ModelExport(true, true).writeFoldedAlone(alone, model);

        try (ImageClassifier ours = ImageClassifier.load(alone)) {
            assertThat(ours.network().getLayers())
                    .noneMatch(layer -> layer.conf().getLayer() instanceof BatchNormalization);
            INDArray first = images.slice(0).reshape(1, 3, SIZE, SIZE);
            assertThat(ours.score(List.of(first)).scores())
                    .containsExactly(new double[] {expected[0]}, within(5e-3));
        }
    }

    @Test
    void aWeightThatSixteenBitsCannotHoldIsRefused() throws Exception {
        Path large = folder.resolve("large.zip");
        ComputationGraph network = TestModels.network(5);
        network.params().putScalar(0, 70_000);
        ModelZip.write(
                large,
                network,
                Normalisers.of(Normalisation.RANGE),
                TestModels.metadata("single", "left", "right"));
        network.close();
        Path exported = folder.resolve("large-half.zip");
        ModelExport export = new ModelExport(true, false);

        assertThatThrownBy(() -> export.write(exported, large, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("large.zip")
                .hasMessageContaining("without --half");
        assertThat(exported).doesNotExist();
    }

    /** One array joined with nothing is that array itself, as far as ND4J is concerned. */
    @Test
    void scoringLeavesASingleImageAsItIs() {
        try (ImageClassifier ours = ImageClassifier.load(model);
                INDArray one = images.slice(1).reshape(1, 3, SIZE, SIZE).dup();
                INDArray before = one.dup()) {
            ours.score(List.of(one));

            assertThat(one).isEqualTo(before);
        }
    }

    @Test
    void exportingTwiceGivesTheSameBytes() throws Exception {
        Path other = folder.resolve("other.zip");
        new ModelExport(false, true).write(other, model, FURTHER);

        assertThat(other).hasSameBinaryContentAs(exported);
        try (ModelArchive archive = ModelArchive.open(other)) {
            assertThat(ModelCheck.findings(archive, other)).isEmpty();
        }
    }

    private static byte[] contentOf(Path zip, String entry) {
        try (ModelArchive archive = ModelArchive.open(zip)) {
            return archive.read(entry, in -> in.readAllBytes());
        }
    }
}
