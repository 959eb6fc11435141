package io.podagra.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.data.InvalidInputException;
import io.podagra.data.SplitUnit;
import io.podagra.model.training.Schedule;
import io.podagra.model.training.TinyNetworks;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.tuning.SearchSpace;
import io.podagra.model.tuning.TuningSummary;
import io.podagra.pipeline.AugmentationSettings;
import io.podagra.pipeline.Clahe;
import io.podagra.pipeline.Fit;
import io.podagra.pipeline.ImageSettings;
import io.podagra.pipeline.Normalisation;
import io.podagra.pipeline.Normalisers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.factory.Nd4j;

class ModelZipTest {
    private static final int SIZE = 32;
    private static final ImageSettings PREPROCESSING =
            new ImageSettings(SIZE, Fit.PAD, true, new Clahe(true, 3, 4), Normalisation.RANGE);
    private static final String METADATA = "podagra/model.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void stockDeeplearning4jReadsNetworkAndNormaliser() throws IOException {
        Path file = folder.resolve("model.zip");
        ComputationGraph network = ResNet50Graph.create(SIZE, TrainingSettings.defaults(), 1);
        ModelZip.write(file, network, Normalisers.of(Normalisation.RANGE), metadata());
        INDArray grey = Nd4j.rand(DataType.FLOAT, 2, 3, SIZE, SIZE).muli(255);

        DataNormalization normaliser = ModelSerializer.restoreNormalizerFromFile(file.toFile());
        INDArray input = grey.dup();
        normaliser.transform(input);
        ComputationGraph stock = ModelSerializer.restoreComputationGraph(file.toFile());
        INDArray expected = network.outputSingle(input);
        assertThat(stock.outputSingle(input).equalsWithEps(expected, 1e-6)).isTrue();

        try (ImageClassifier ours = ImageClassifier.load(file)) {
            double[] scores = ours.score(List.of(image(grey, 0), image(grey, 1))).scores();
            assertThat(scores)
                    .containsExactly(expected.getColumn(1).toDoubleVector(), within(1e-6));
        }
        network.close();
        stock.close();
    }

    @Test
    void metadataComesBackAsItWasWritten() throws IOException {
        Path file = tinyModel();

        assertThat(ModelZip.readMetadata(file)).isEqualTo(metadata());
    }

    @Test
    void aModelOfTheFirstSchemaSawStretchedImages() throws IOException {
        ModelMetadata older = ModelZip.readMetadata(ofFirstSchema(true));

        assertThat(older.input().preprocessing()).isEqualTo(ImageSettings.stretched(SIZE));
        assertThat(older.training().augmentation()).isEmpty();
        assertThat(older.schema()).isEqualTo(ModelMetadata.SCHEMA);
        assertThat(older.training().splitUnit()).isEqualTo(SplitUnit.IMAGE);
    }

    @Test
    void aModelFromBeforeThereWasAChoiceWasSplitByPatients() throws IOException {
        assertThat(ModelZip.readMetadata(ofFirstSchema(false)).training().splitUnit())
                .isEqualTo(SplitUnit.PATIENT);
    }

    @Test
    void aModelOfALaterReleaseIsRefusedByItsSchema() throws IOException {
        Path now = tinyModel();
        ObjectNode metadata = metadataOf(now);
        metadata.put("schema", "podagra.model/6").remove("input");
        Path later = folder.resolve("later.zip");
        withMetadata(now, later, metadata);

        assertThatThrownBy(() -> ModelZip.readMetadata(later))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has schema 'podagra.model/6', this release reads");
    }

    @Test
    void aModelOfTheSecondSchemaBeganAtRandomAndWasTrainedByAdamAtAConstantRate()
            throws IOException {
        Path now = tinyModel();
        ObjectNode metadata = metadataOf(now);
        asBeforeChoices(metadata);
        asBeforeBaseWeights(metadata);
        metadata.put("schema", "podagra.model/2");
        Path before = folder.resolve("second.zip");
        withMetadata(now, before, metadata);

        ModelMetadata older = ModelZip.readMetadata(before);

        assertThat(older.base()).isEqualTo(ModelMetadata.Base.random());
        TrainingSettings settings = TrainingSettings.defaults();
        assertThat(older.training().settings())
                .isEqualTo(settings.withLearningRate(settings.learningRate(), Schedule.constant()));
        assertThat(older.input()).isEqualTo(metadata().input());
    }

    @Test
    void aModelOfTheThirdSchemaHadItsSettingsGiven() throws IOException {
        Path now = tinyModel();
        ObjectNode metadata = metadataOf(now);
        metadata.put("schema", "podagra.model/3");
        asBeforeChoices(metadata);
        assertThat(((ObjectNode) metadata.get("training")).remove("tuning")).isNotNull();
        Path before = folder.resolve("third.zip");
        withMetadata(now, before, metadata);

        assertThat(ModelZip.readMetadata(before)).isEqualTo(metadata());
    }

    @Test
    void tellsHowItsSettingsWereFound() throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("training.learningRate", 0.0005);
        values.put("training.stages.frozen", 3);
        TuningSummary tuning =
                new TuningSummary(
                        "random search",
                        "validation AUC of images",
                        SearchSpace.defaults(),
                        2,
                        5,
                        1,
                        4,
                        values,
                        2,
                        0.91,
                        Optional.of(0.02),
                        Map.of("training.learningRate", 0.7),
                        93.5,
                        true);
        ModelMetadata plain = metadata();
        ModelMetadata.Training training = plain.training();
        ModelMetadata tuned =
                new ModelMetadata(
                        plain.schema(),
                        plain.arm(),
                        plain.views(),
                        plain.classes(),
                        plain.input(),
                        plain.base(),
                        plain.operatingPoints(),
                        plain.calibration(),
                        plain.patientCall(),
                        new ModelMetadata.Training(
                                training.settings(),
                                training.augmentation(),
                                training.bestEpoch(),
                                training.validationAuc(),
                                training.images(),
                                training.patients(),
                                training.seed(),
                                training.cohortFingerprint(),
                                training.splitFingerprint(),
                                training.splitUnit(),
                                Optional.of(tuning)),
                        plain.synthetic(),
                        plain.software());
        Path file = folder.resolve("tuned.zip");
        ModelZip.write(file, TinyNetworks.logistic(), Normalisers.of(Normalisation.RANGE), tuned);

        assertThat(ModelZip.readMetadata(file)).isEqualTo(tuned);
    }

    /** As the first releases wrote it, with the unit of the split or without. */
    private Path ofFirstSchema(boolean withSplitUnit) throws IOException {
        Path now = tinyModel();
        ObjectNode metadata = metadataOf(now);
        metadata.put("schema", "podagra.model/1");
        asBeforeChoices(metadata);
        metadata.putObject("input").put("size", SIZE).put("channels", 3).put("range", "-1 to 1");
        ObjectNode training = asBeforeBaseWeights(metadata);
        training.remove("augmentation");
        if (!withSplitUnit) {
            assertThat(training.remove("splitUnit").asText()).isEqualTo("image");
        }
        Path before = folder.resolve("before.zip");
        withMetadata(now, before, metadata);
        return before;
    }

    /** Of the second schema: no base, and five settings of the training. */
    private static ObjectNode asBeforeBaseWeights(ObjectNode metadata) {
        metadata.remove("base");
        ObjectNode training = (ObjectNode) metadata.get("training");
        training.remove("tuning");
        ((ObjectNode) training.get("settings"))
                .retain("epochs", "batchSize", "learningRate", "weightDecay", "patience");
        return training;
    }

    private static ObjectNode metadataOf(Path zip) throws IOException {
        return (ObjectNode) JSON.readTree(ModelZip.entry(zip, METADATA).orElseThrow());
    }

    /** A copy with other metadata, written as Podagra writes. */
    private static void withMetadata(Path from, Path to, ObjectNode metadata) throws IOException {
        try (ModelArchive archive = ModelArchive.open(from)) {
            ArchiveWriter writer = new ArchiveWriter();
            archive.names().forEach(name -> writer.copy(archive, name));
            writer.add(METADATA, JSON.writeValueAsBytes(metadata)).write(to);
        }
    }

    /** What the fourth schema had in place of what there is now. */
    private static void asBeforeChoices(ObjectNode metadata) {
        metadata.remove(List.of("operatingPoints", "calibration", "patientCall"));
        metadata.putNull("operatingPoint");
        ((ObjectNode) metadata.get("base")).remove("licence");
        ((ObjectNode) metadata.get("training")).remove("splitFingerprint");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void everyNormalisationIsTheSameAfterStockDeeplearning4jReadIt(Normalisation normalisation)
            throws IOException {
        Path file = folder.resolve("model.zip");
        ModelZip.write(file, TinyNetworks.logistic(), Normalisers.of(normalisation), metadata());
        INDArray expected = Nd4j.rand(DataType.FLOAT, 2, 3, SIZE, SIZE).muli(255);
        INDArray read = expected.dup();

        Normalisers.of(normalisation).transform(expected);
        DataNormalization stock = ModelSerializer.restoreNormalizerFromFile(file.toFile());
        stock.transform(read);

        assertThat(read).isEqualTo(expected);
    }

    @Test
    void aModelOfTheFourthSchemaHadOneOperatingPoint() throws IOException {
        Path now = tinyModel();
        ObjectNode metadata = metadataOf(now);
        metadata.put("schema", "podagra.model/4");
        asBeforeChoices(metadata);
        metadata.putObject("operatingPoint")
                .put("threshold", 0.25)
                .put("rule", "youden")
                .put("chosenOn", "validation");
        Path before = folder.resolve("fourth.zip");
        withMetadata(now, before, metadata);

        assertThat(ModelZip.readMetadata(before))
                .isEqualTo(
                        metadata()
                                .withChoices(
                                        List.of(
                                                new ModelMetadata.OperatingPoint(
                                                        0.25, "youden", "validation")),
                                        Optional.empty(),
                                        Optional.empty()));
    }

    @Test
    void replacingTheMetadataLeavesTheNetworkAsItWas() throws IOException {
        Path file = tinyModel();
        ComputationGraph before = ModelSerializer.restoreComputationGraph(file.toFile());
        ModelMetadata chosen =
                metadata()
                        .withChoices(
                                List.of(
                                        new ModelMetadata.OperatingPoint(
                                                0.25, "youden", "validation")),
                                Optional.of(new ModelMetadata.Calibration(0.5, -1, "validation")),
                                Optional.of(
                                        new ModelMetadata.PatientCall(
                                                0.3, "youden", "validation")));

        ModelZip.update(file, chosen, Map.of("podagra/more.txt", new byte[] {1}));

        assertThat(ModelZip.readMetadata(file)).isEqualTo(chosen);
        assertThat(ModelZip.entry(file, "podagra/more.txt")).contains(new byte[] {1});
        ComputationGraph after = ModelSerializer.restoreComputationGraph(file.toFile());
        assertThat(after.params().equalsWithEps(before.params(), 0)).isTrue();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void refusesANetworkWithOtherOutputsThanTheMetadataNames() throws IOException {
        Path two = tinyModel();
        ObjectNode metadata = metadataOf(two);
        metadata.putArray("classes").add("normal").add("mild").add("severe");
        Path three = folder.resolve("three.zip");
        withMetadata(two, three, metadata);

        assertThatThrownBy(() -> ImageClassifier.load(three))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has 2 outputs, its metadata names 3 classes");
    }

    @Test
    void refusesWhatIsNoModel() throws IOException {
        Path text = Files.writeString(folder.resolve("text.zip"), "not a zip");
        Path stock = folder.resolve("stock.zip");
        ModelSerializer.writeModel(TinyNetworks.logistic(), stock.toFile(), false);

        assertThatThrownBy(() -> ModelZip.readMetadata(folder.resolve("missing.zip")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("missing.zip: there is no such file");
        assertThatThrownBy(() -> ModelZip.readMetadata(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("text.zip: is not a readable zip");
        assertThatThrownBy(() -> ModelZip.readMetadata(stock))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has no podagra/model.json");
    }

    @Test
    void refusesATruncatedModel() throws IOException {
        Path file = tinyModel();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> ImageClassifier.load(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("model.zip");
    }

    private static INDArray image(INDArray batch, int index) {
        return batch.slice(index).reshape(1, 3, SIZE, SIZE);
    }

    private Path tinyModel() throws IOException {
        Path file = folder.resolve("model.zip");
        ModelZip.write(
                file, TinyNetworks.logistic(), Normalisers.of(Normalisation.RANGE), metadata());
        return file;
    }

    private static ModelMetadata metadata() {
        return new ModelMetadata(
                ModelMetadata.SCHEMA,
                "dorsal",
                List.of("dorsal"),
                List.of("normal", "abnormal"),
                new ModelMetadata.Input(3, "-1 to 1", PREPROCESSING),
                ModelMetadata.Base.random(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new ModelMetadata.Training(
                        TrainingSettings.defaults(),
                        Optional.of(AugmentationSettings.defaults()),
                        3,
                        Optional.of(0.75),
                        100,
                        20,
                        7,
                        "abc",
                        Optional.empty(),
                        SplitUnit.IMAGE,
                        Optional.empty()),
                true,
                Map.of("podagra", "test"));
    }
}
