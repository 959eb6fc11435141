package io.podagra.model.onednn;

import static io.podagra.model.onednn.SmallNetwork.activation;
import static io.podagra.model.onednn.SmallNetwork.average;
import static io.podagra.model.onednn.SmallNetwork.convolution;
import static io.podagra.model.onednn.SmallNetwork.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Named.named;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** What is not computed here is left to Deeplearning4j, as a whole. */
@WhereOneDnnRuns
class FallbackTest {
    private static final int IMAGES = 3;

    @ParameterizedTest
    @MethodSource("networks")
    void otherNetworksAreLeftToDeeplearning4j(ComputationGraphConfiguration configuration) {
        try (Twins twins = Twins.of(configuration)) {
            assertThat(twins.whole().isComputedHere()).isFalse();
            DataSet batch = SmallNetwork.batch(1, IMAGES, 3, 6, 7);
            assertThat(twins.outputError(batch.getFeatures())).isLessThan(1e-5);

            assertTrainingAgrees(twins, batch, network -> {});
        }
    }

    static Stream<Named<ComputationGraphConfiguration>> networks() {
        return Stream.of(
                named(
                        "dropout before a convolution",
                        start().then("a", convolution(8, 3).dropOut(0.5).build()).classified()),
                named(
                        "a layer of dropout",
                        start().convolve("a", 8, 3)
                                .then("b", new DropoutLayer.Builder(0.5).build())
                                .classified()),
                named(
                        "another activation",
                        start().convolve("a", 8, 3)
                                .then("b", activation(Activation.TANH))
                                .classified()),
                named(
                        "a convolution with an activation",
                        start().then("a", convolution(8, 3).activation(Activation.RELU).build())
                                .classified()),
                named(
                        "a convolution that complains of sizes that do not fit",
                        start().then(
                                        "a",
                                        convolution(8, 3)
                                                .convolutionMode(ConvolutionMode.Strict)
                                                .build())
                                .classified()),
                named(
                        "average pooling",
                        start().convolve("a", 8, 3)
                                .then(
                                        "b",
                                        new SubsamplingLayer.Builder(
                                                        SubsamplingLayer.PoolingType.AVG)
                                                .kernelSize(2, 2)
                                                .stride(2, 2)
                                                .build())
                                .classified()),
                named(
                        "a frame of zeros on two sides",
                        start().then("a", new ZeroPaddingLayer(0, 1, 0, 1))
                                .then(
                                        "b",
                                        convolution(8, 3)
                                                .convolutionMode(ConvolutionMode.Truncate)
                                                .build())
                                .classified()),
                named(
                        "a frame of zeros that no convolution reads",
                        start().convolve("a", 8, 3).padWithZeros("b", 1, 1).classified()),
                named(
                        "a batch norm with fixed scale and shift",
                        start().convolve("a", 8, 3)
                                .then("b", new BatchNormalization.Builder(true).build())
                                .classified()),
                named(
                        "another normalisation",
                        start().convolve("a", 8, 3)
                                .then("b", new LocalResponseNormalization.Builder().build())
                                .classified()),
                named(
                        "a head that does not read an average",
                        start().convolve("a", 8, 3).withHead(head())),
                named(
                        "heads that read two averages",
                        start().convolve("a", 8, 3)
                                .then("one", average())
                                .then("first", head().build())
                                .from("a")
                                .rectify("b")
                                .then("two", average())
                                .then("second", head().build())
                                .outputs("first", "second")));
    }

    /** Layouts with channels last. */
    @Test
    void otherLayouts() {
        ComputationGraphConfiguration configuration =
                new NeuralNetConfiguration.Builder()
                        .seed(7)
                        .activation(Activation.IDENTITY)
                        .updater(new Adam())
                        .graphBuilder()
                        .addInputs("input")
                        .setInputTypes(InputType.convolutional(6, 7, 3, CNN2DFormat.NHWC))
                        .addLayer(
                                "a",
                                convolution(16, 3).dataFormat(CNN2DFormat.NHWC).build(),
                                "input")
                        .addLayer("b", average(), "a")
                        .addLayer("out", head().build(), "b")
                        .setOutputs("out")
                        .build();
        try (Twins twins = Twins.of(configuration)) {
            assertThat(twins.whole().isComputedHere()).isFalse();
            assertThat(twins.outputError(SmallNetwork.noise(1, IMAGES, 6, 7, 3))).isLessThan(1e-5);
        }
    }

    @Test
    void otherPrecisions() {
        ComputationGraphConfiguration configuration =
                SmallNetwork.on(DataType.DOUBLE, 3, 6, 7)
                        .convolve("a", 16, 3)
                        .normalise("b")
                        .rectify("c")
                        .classified();
        try (Twins twins = Twins.of(configuration)) {
            assertThat(twins.whole().isComputedHere()).isFalse();
            DataSet batch =
                    SmallNetwork.batch(
                            SmallNetwork.noise(1, IMAGES, 3, 6, 7).castTo(DataType.DOUBLE),
                            SmallNetwork.CLASSES);
            assertThat(twins.outputError(batch.getFeatures())).isLessThan(1e-12);
            assertTrainingAgrees(twins, batch, network -> {});
        }
    }

    @Test
    void imagesOfAnotherPrecision() {
        try (Twins twins = Twins.computedHere(computedHere())) {
            INDArray images = SmallNetwork.noise(1, IMAGES, 3, 6, 7);
            INDArray output = twins.whole().outputSingle(images.castTo(DataType.DOUBLE));
            assertThat(Twins.largestDifference(twins.plain().outputSingle(images), output))
                    .isLessThan(1e-5);
        }
    }

    @Test
    void masksOfLabels() {
        try (Twins twins = Twins.computedHere(computedHere())) {
            INDArray mask = Nd4j.createFromArray(1f, 0f, 1f).reshape(IMAGES, 1);
            DataSet batch = SmallNetwork.batch(1, IMAGES, 3, 6, 7);
            assertTrainingAgrees(
                    twins,
                    batch,
                    network -> network.setLayerMaskArrays(null, new INDArray[] {mask}));
            double masked = twins.whole().score();
            assertTrainingAgrees(twins, batch, ComputationGraph::clearLayerMaskArrays);
            assertThat(twins.whole().score()).isNotEqualTo(masked);
        }
    }

    /** Dropout of the features is the head's own, and draws the same numbers. */
    @Test
    void dropoutInTheHeadIsComputedAsEver() {
        ComputationGraphConfiguration configuration =
                start().convolve("a", 16, 3)
                        .rectify("b")
                        .then(SmallNetwork.FEATURES, average())
                        .withHead(head().dropOut(0.5));
        try (Twins twins = Twins.computedHere(configuration)) {
            assertTrainingAgrees(twins, SmallNetwork.batch(1, IMAGES, 3, 6, 7), network -> {});
        }
    }

    /** What Deeplearning4j refuses is not computed here either. */
    @Test
    void imagesThatAreTooSmallOrOfOtherChannelsAreRefused() {
        ComputationGraphConfiguration configuration =
                SmallNetwork.on(3, 6, 7)
                        .then(
                                "a",
                                convolution(16, 3)
                                        .stride(2, 2)
                                        .convolutionMode(ConvolutionMode.Truncate)
                                        .build())
                        .classified();
        try (Twins twins = Twins.computedHere(configuration)) {
            for (long[] shape : new long[][] {{1, 3, 2, 7}, {1, 4, 6, 7}}) {
                INDArray images = SmallNetwork.noise(1, shape);
                for (ComputationGraph each :
                        new ComputationGraph[] {twins.plain(), twins.whole()}) {
                    assertThat(catchThrowable(() -> each.output(images)))
                            .as(each.getClass() + " on " + Arrays.toString(shape))
                            .isInstanceOf(RuntimeException.class);
                }
            }
        }
    }

    private static void assertTrainingAgrees(
            Twins twins, DataSet batch, Consumer<ComputationGraph> before) {
        Nd4j.getRandom().setSeed(3);
        before.accept(twins.plain());
        INDArray expected = Twins.computeGradients(twins.plain(), batch).gradient();
        Nd4j.getRandom().setSeed(3);
        before.accept(twins.whole());
        INDArray actual = Twins.computeGradients(twins.whole(), batch).gradient();

        assertThat(Twins.relativeError(expected, actual)).isLessThan(1e-4);
        assertThat(Math.abs(twins.whole().score() - twins.plain().score())).isLessThan(1e-5);
    }

    private static ComputationGraphConfiguration computedHere() {
        return start().convolve("a", 16, 3).rectify("b").classified();
    }

    private static SmallNetwork start() {
        return SmallNetwork.on(3, 6, 7);
    }
}
