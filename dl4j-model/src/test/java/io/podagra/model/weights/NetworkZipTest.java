package io.podagra.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import io.podagra.data.SplitUnit;
import io.podagra.model.ModelEntries;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelZip;
import io.podagra.model.ResNet50Graph;
import io.podagra.model.ResNetVariant;
import io.podagra.model.training.TrainingSettings;
import io.podagra.pipeline.Clahe;
import io.podagra.pipeline.Fit;
import io.podagra.pipeline.ImageSettings;
import io.podagra.pipeline.Normalisation;
import io.podagra.pipeline.Normalisers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.deeplearning4j.zoo.model.ResNet50;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkZipTest {
    private static final int SIZE = 32;

    @TempDir private Path folder;
    private ComputationGraph network;

    @AfterEach
    void freeNativeMemory() {
        network.close();
    }

    /** A zip of Deeplearning4j's, with what it does not tell assumed. */
    @Test
    void aModelZipIsABase() throws IOException {
        Path file = folder.resolve("model.zip");
        network = constant(ResNetVariant.TORCH);
        network.getLayer("res4c_branch2b").getParam("W").putScalar(new int[] {3, 2, 1, 0}, 7);
        ModelSerializer.writeModel(network, file.toFile(), false);

        BaseWeights read = BaseWeights.read(file);

        assertThat(read.format()).isEqualTo(WeightFormat.MODEL_ZIP);
        assertThat(read.variant()).isEqualTo(ResNetVariant.TORCH);
        assertThat(read.normalisation()).isEqualTo(Normalisation.RANGE);
        assertThat(read.caution()).isPresent();
        float[] kernel = read.trunk().get("res4c_branch2b/W").values();
        assertThat(kernel[((3 * 256 + 2) * 3 + 1) * 3]).isEqualTo(7);
        assertThat(kernel[0]).isEqualTo(0.5f);
        // log10 of the standard deviation is 0.5.
        assertThat(read.trunk().get("bn5a_branch1/var").values()).containsOnly(10f);
    }

    @Test
    void podagrasZipTellsItsNormalisation() throws IOException {
        Path file = folder.resolve("model.zip");
        network = constant(ResNetVariant.KERAS_OLD);
        ModelZip.write(
                file, network, Normalisers.of(Normalisation.CAFFE), metadata(Normalisation.CAFFE));

        BaseWeights read = BaseWeights.read(file);

        assertThat(read.variant()).isEqualTo(ResNetVariant.KERAS_OLD);
        assertThat(read.normalisation()).isEqualTo(Normalisation.CAFFE);
        assertThat(read.caution()).isEmpty();
    }

    /** A study would find out in the end, when it compares old and new. */
    @Test
    void podagrasZipOfWhichAByteHasChangedIsRefused() throws IOException {
        Path file = folder.resolve("model.zip");
        network = constant(ResNetVariant.KERAS_OLD);
        ModelZip.write(
                file, network, Normalisers.of(Normalisation.CAFFE), metadata(Normalisation.CAFFE));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1; // of the seal
        Files.write(file, bytes);

        assertThatThrownBy(() -> BaseWeights.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has been changed since it was written");
    }

    @Test
    void aZipOfAnotherNetworkIsRefused() throws IOException {
        network =
                new ComputationGraph(
                        new NeuralNetConfiguration.Builder()
                                .graphBuilder()
                                .addInputs("in")
                                .addLayer(
                                        "out",
                                        new OutputLayer.Builder().nIn(2).nOut(2).build(),
                                        "in")
                                .setOutputs("out")
                                .build());
        network.init();

        assertRefused("it has no ConvolutionLayer named res2a_branch2a");
    }

    @Test
    void aBundleIsRefusedWithWhatToGiveInstead() throws IOException {
        network = constant(ResNetVariant.TORCH);
        Path file = folder.resolve("bundle.zip");
        ModelZip.writeBundle(file, Map.of(), Map.of(ModelEntries.BUNDLE, new byte[] {'{', '}'}));

        assertThatThrownBy(() -> BaseWeights.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("bundle.zip: it is a bundle of a model for each view")
                .hasMessageContaining("export --arm VIEW");
    }

    /** Deeplearning4j, issue #5463: its weights were trained at a quarter of the resolution. */
    @Test
    void theZoosOwnGraphIsRefused() throws IOException {
        ComputationGraphConfiguration zoo =
                ResNet50.builder()
                        .numClasses(2)
                        .inputShape(new int[] {3, 96, 96})
                        .build()
                        .graphBuilder()
                        .build();
        network = new ComputationGraph(zoo);
        network.init();
        network.params().assign(0.5);

        assertRefused("res2a_branch2a has stride [2, 2], expected [1, 1]");
    }

    private void assertRefused(String why) throws IOException {
        Path file = folder.resolve("model.zip");
        ModelSerializer.writeModel(network, file.toFile(), false);
        assertThatThrownBy(() -> BaseWeights.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "%s: its network is none of the ResNet-50s that Podagra trains: %s; give another file"
                                .formatted(file, why));
    }

    /** Zips of equal numbers are small, and written in no time. */
    private static ComputationGraph constant(ResNetVariant variant) {
        ComputationGraph network =
                ResNet50Graph.create(SIZE, variant, TrainingSettings.defaults(), 1);
        network.params().assign(0.5);
        return network;
    }

    private static ModelMetadata metadata(Normalisation normalisation) {
        ImageSettings preprocessing =
                new ImageSettings(SIZE, Fit.PAD, false, Clahe.off(), normalisation);
        return new ModelMetadata(
                ModelMetadata.SCHEMA,
                "single",
                List.of("dorsal"),
                List.of("normal", "abnormal"),
                new ModelMetadata.Input(3, normalisation.words(), preprocessing),
                ModelMetadata.Base.random(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new ModelMetadata.Training(
                        TrainingSettings.defaults(),
                        Optional.empty(),
                        1,
                        Optional.empty(),
                        2,
                        2,
                        1,
                        "fingerprint",
                        Optional.empty(),
                        SplitUnit.PATIENT,
                        Optional.empty()),
                true,
                Map.of());
    }
}
