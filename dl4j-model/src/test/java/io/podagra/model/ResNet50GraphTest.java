package io.podagra.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podagra.model.training.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class ResNet50GraphTest {
    private static final TrainingSettings SETTINGS = TrainingSettings.defaults();
    private static final String HELPERS_DISABLED = "org.eclipse.deeplearning4j.helpers.disable";

    private final List<ComputationGraph> networks = new ArrayList<>();

    @AfterEach
    void freeNativeMemory() {
        networks.forEach(ComputationGraph::close);
    }

    /**
     * Keras: {@code ResNet50(include_top=False).count_params()} is 23,587,712, biases and moving
     * statistics included, as Deeplearning4j counts them; the head has 2048 x 2 + 2.
     */
    @Test
    void hasTheParametersOfResNet50() {
        assertThat(network(64, 1).numParams()).isEqualTo(23_587_712 + 2048 * 2 + 2);
    }

    /** He et al. 2016, table 1: the stages halve 56, 28, 14, 7 at 224 px, so stage 2 does not. */
    @Test
    void stagesHaveTheStridesOfThePaper() {
        INDArray image = Nd4j.zeros(DataType.FLOAT, 1, 3, 224, 224);
        Map<String, INDArray> activations = network(224, 1).feedForward(image, false);

        assertThat(activations.get("res2c_branch").size(2)).isBetween(55L, 56L);
        assertThat(activations.get("res3d_branch").shape()).containsExactly(1, 512, 28, 28);
        assertThat(activations.get("res4f_branch").shape()).containsExactly(1, 1024, 14, 14);
        assertThat(activations.get("res5c_branch").shape()).containsExactly(1, 2048, 7, 7);
        assertThat(activations.get(ResNet50Graph.FEATURES).shape()).containsExactly(1, 2048);
    }

    @Test
    void poolsByTheGlobalAverage() {
        INDArray image = Nd4j.rand(DataType.FLOAT, 1, 3, 64, 64);
        Map<String, INDArray> activations = network(64, 1).feedForward(image, false);

        INDArray mean = activations.get("res5c_branch").mean(2, 3);
        assertThat(activations.get(ResNet50Graph.FEATURES).distance2(mean)).isLessThan(1e-4);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64, 100})
    void givesTwoProbabilitiesAtEverySize(int size) {
        INDArray output =
                network(size, 1).outputSingle(Nd4j.rand(DataType.FLOAT, 2, 3, size, size));

        assertThat(output.shape()).containsExactly(2, 2);
        assertThat(output.sum(1).toDoubleVector())
                .containsExactly(new double[] {1, 1}, within(1e-5));
    }

    @Test
    void sameSeedGivesTheSameWeights() {
        INDArray weights = network(32, 5).params();

        assertThat(network(32, 5).params().equalsWithEps(weights, 0)).isTrue();
        assertThat(network(32, 6).params().equalsWithEps(weights, 1e-3)).isFalse();
    }

    @Test
    void everyConvolutionBatchNormAndPoolingRunsOnOneDnn() {
        assumeTrue(
                System.getProperty("org.bytedeco.javacpp.platform.extension", "")
                        .contains("onednn"),
                "the native library of this platform has no oneDNN");
        ComputationGraph network = network(32, 1);
        ComputationGraph layerByLayer = layerByLayer(network);

        for (ComputationGraph each : List.of(network, layerByLayer)) {
            each.fit(twoClasses(4, 32));
            LayerHelpers.Use use = LayerHelpers.in(each);
            assertThat(use).isEqualTo(new LayerHelpers.Use(107, 107));
            assertThat(use.complete()).isTrue();
        }
        assertThat(LayerHelpers.computing(network)).startsWith("oneDNN");
        assertThat(LayerHelpers.computing(layerByLayer)).contains("107 of 107");
    }

    /** What computes it changes the speed, not the result. */
    @Test
    void everyPathGivesTheSameOutput() {
        INDArray images = Nd4j.rand(DataType.FLOAT, 2, 3, 48, 48);
        ComputationGraph network = network(48, 3);
        INDArray output = network.outputSingle(images);
        INDArray helped = layerByLayer(network).outputSingle(images);
        String before = System.setProperty(HELPERS_DISABLED, "true");
        try {
            ComputationGraph plain = layerByLayer(network);
            INDArray expected = plain.outputSingle(images);
            assertThat(LayerHelpers.in(plain).helped()).isZero();
            assertThat(helped.equalsWithEps(expected, 1e-5)).isTrue();
            assertThat(output.equalsWithEps(expected, 1e-5)).isTrue();
        } finally {
            restore(before);
        }
    }

    @Test
    void learnsToTellDarkFromBrightImages() {
        ComputationGraph network = network(32, 1);
        DataSet batch = twoClasses(8, 32);
        network.fit(batch);
        double before = network.score();
        for (int step = 0; step < 15; step++) {
            network.fit(batch);
        }

        assertThat(network.score()).isLessThan(before / 2).isLessThan(0.2);
    }

    private ComputationGraph network(int size, long seed) {
        ComputationGraph network = ResNet50Graph.create(size, SETTINGS, seed);
        networks.add(network);
        return network;
    }

    /** The same network, by Deeplearning4j's own layers. */
    private ComputationGraph layerByLayer(ComputationGraph network) {
        ComputationGraph plain = new ComputationGraph(network.getConfiguration());
        plain.init(network.params(), true);
        networks.add(plain);
        return plain;
    }

    private static void restore(String property) {
        if (property == null) {
            System.clearProperty(HELPERS_DISABLED);
        } else {
            System.setProperty(HELPERS_DISABLED, property);
        }
    }

    /** Noise, darker in the images of class 0. */
    private static DataSet twoClasses(int images, int size) {
        INDArray features = Nd4j.rand(DataType.FLOAT, images, 3, size, size);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, images, 2);
        for (int image = 0; image < images; image++) {
            features.slice(image).subi(image % 2 == 0 ? 1 : 0);
            labels.putScalar(image, image % 2, 1);
        }
        return new DataSet(features, labels);
    }
}
