package io.podagra.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.podagra.model.ResNet50Graph;
import io.podagra.model.ResNetVariant;
import io.podagra.model.training.TrainingSettings;
import io.podagra.pipeline.Normalisation;
import java.io.IOException;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Weights have the right shapes in every variant of the network and in many wrong orders; only what
 * the network computes from them tells. The reference is PyTorch's: src/test/golden/activations.py.
 */
class GoldenActivationsTest {
    private static final double LAYER_TOLERANCE = 1e-3;
    private static final double OUTPUT_TOLERANCE = 1e-5;
    private static final int FIRST_SAMPLE = 3;

    @ParameterizedTest
    @CsvSource({
        "keras_old, HDF5, /, KERAS_OLD, CAFFE",
        "keras_new, HDF5, /, KERAS_NEW, CAFFE",
        "keras_new, HDF5, model_weights, RADIMAGENET_H5, CAFFE",
        "torchvision, TORCH_ZIP, '', TORCHVISION, TORCH",
        "radimagenet_pt, TORCH_ZIP, '', RADIMAGENET_PT, RANGE"
    })
    void theNetworkComputesWhatItsPublisherComputes(
            String name,
            FileKind kind,
            String root,
            WeightFormat format,
            Normalisation normalisation)
            throws IOException {
        Golden golden = Golden.read(name);
        BaseWeights weights = golden.weights(kind, Map.of(KerasFile.ROOT, root));
        assertThat(weights.format()).isEqualTo(format);
        assertThat(weights.normalisation()).isEqualTo(normalisation);
        assertThat(weights.variant()).isEqualTo(format.variant());

        ComputationGraph network = network(weights.variant());
        try {
            weights.copyInto(network);
            Golden.setHead(network);
            golden.activations().forEach((size, layers) -> compare(network, size, layers));
        } finally {
            network.close();
        }
    }

    /** What the comparison is for: these all load without an error of shapes. */
    @ParameterizedTest
    @CsvSource({
        "keras_old, KERAS_NEW", // padding and epsilon
        "keras_new, PODAGRA", // padding
        "radimagenet_pt, KERAS_NEW" // stride
    })
    void anotherVariantWouldComputeSomethingElse(String name, String variantName)
            throws IOException, ReflectiveOperationException {
        Golden golden = Golden.read(name);
        FileKind kind = name.startsWith("keras") ? FileKind.HDF5 : FileKind.TORCH_ZIP;
        BaseWeights weights = golden.weights(kind, Map.of());
        ResNetVariant variant = (ResNetVariant) ResNetVariant.class.getField(variantName).get(null);
        ComputationGraph network = network(variant);
        try {
            assertThatThrownBy(() -> weights.copyInto(network))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the weights need " + weights.variant().words());

            Trunk.copy(weights.trunk(), network);
            Golden.setHead(network);
            double[] expected = golden.activations().get(96).get("avgpool");
            INDArray features = feedForward(network, 96).get("avgpool");
            assertThat(furthest(features, expected)).isGreaterThan(10 * LAYER_TOLERANCE);
        } finally {
            network.close();
        }
    }

    /** The image is blue first, as {@link io.podagra.pipeline.ImageLoader} gives it. */
    @Test
    void torchvisionsStemSeesRedLast() throws IOException {
        Golden golden = Golden.read("torchvision");
        float[] published = golden.tensors().get("conv1.weight").values();
        float[] ours =
                golden.weights(FileKind.TORCH_ZIP, Map.of()).trunk().get("stem-cnn1/W").values();

        int area = 7 * 7;
        for (int place = 0; place < area; place++) {
            assertThat(ours[place]).isEqualTo(published[2 * area + place]);
            assertThat(ours[area + place]).isEqualTo(published[area + place]);
        }
    }

    private static ComputationGraph network(ResNetVariant variant) {
        return ResNet50Graph.create(96, variant, TrainingSettings.defaults(), 1);
    }

    private static Map<String, INDArray> feedForward(ComputationGraph network, int size) {
        INDArray image =
                Nd4j.createFromArray(FormulaWeights.image(size)).reshape('c', 1, 3, size, size);
        return network.feedForward(image, false);
    }

    private static void compare(ComputationGraph network, int size, Map<String, double[]> layers) {
        Map<String, INDArray> activations = feedForward(network, size);
        layers.forEach(
                (layer, expected) -> {
                    INDArray found = activations.get(layer);
                    if (layer.equals("output")) {
                        assertThat(found.toDoubleVector())
                                .containsExactly(expected, within(OUTPUT_TOLERANCE));
                        return;
                    }
                    assertThat(found.length()).as(layer).isEqualTo((long) expected[0]);
                    assertThat(found.meanNumber().doubleValue())
                            .as("mean of %s at %d px", layer, size)
                            .isCloseTo(expected[1], within(LAYER_TOLERANCE));
                    assertThat(found.stdNumber(false).doubleValue())
                            .as("deviation of %s at %d px", layer, size)
                            .isCloseTo(expected[2], within(LAYER_TOLERANCE));
                    assertThat(furthest(found, expected))
                            .as("values of %s at %d px", layer, size)
                            .isLessThan(LAYER_TOLERANCE);
                });
    }

    /** Largest distance of the sampled values. */
    private static double furthest(INDArray found, double[] expected) {
        int samples = expected.length - FIRST_SAMPLE;
        INDArray row = Nd4j.toFlattened('c', found);
        long step = found.length() / samples;
        double furthest = 0;
        for (int sample = 0; sample < samples; sample++) {
            double distance =
                    Math.abs(row.getDouble(sample * step) - expected[FIRST_SAMPLE + sample]);
            furthest = Math.max(furthest, distance);
        }
        return furthest;
    }
}
