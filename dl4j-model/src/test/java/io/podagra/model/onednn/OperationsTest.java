package io.podagra.model.onednn;

import static io.podagra.model.onednn.SmallNetwork.activation;
import static io.podagra.model.onednn.SmallNetwork.average;
import static io.podagra.model.onednn.SmallNetwork.convolution;
import static io.podagra.model.onednn.SmallNetwork.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;

/** Every operation gives what Deeplearning4j's own layers give. */
@WhereOneDnnRuns
class OperationsTest {
    /** Of float32 sums of some hundred terms in another order. */
    private static final double OUTPUT = 1e-5;

    private static final double GRADIENT = 1e-4;
    private static final double STEP = 1e-5;

    /** A network, and the size of images for it. */
    private record Case(
            ComputationGraphConfiguration network, int channels, int height, int width) {
        DataSet batch(long seed, int images) {
            return SmallNetwork.batch(seed, images, channels, height, width);
        }
    }

    @ParameterizedTest
    @MethodSource({"convolutions", "normalisations", "poolings", "sums", "others"})
    void agrees(Case each) {
        try (Twins twins = Twins.computedHere(each.network())) {
            assertThat(twins.outputError(each.batch(1, 3).getFeatures())).isLessThan(OUTPUT);
            assertThat(twins.outputError(each.batch(2, 1).getFeatures())).isLessThan(OUTPUT);
            for (int images : new int[] {4, 3}) {
                TrainingErrors errors = twins.trainingErrors(each.batch(images, images));

                assertThat(errors.worstGradient()).as(errors.toString()).isLessThan(GRADIENT);
                assertThat(errors.worstVanishing()).as(errors.toString()).isLessThan(GRADIENT);
                assertThat(errors.worstStep()).as(errors.toString()).isLessThan(STEP);
                assertThat(errors.score()).isLessThan(STEP);
            }
        }
    }

    static Stream<Named<Case>> convolutions() {
        List<Named<Case>> cases = new ArrayList<>();
        Convolutions all = new Convolutions(cases);
        all.add("1x1", 16, 32, 9, 9, window(1, 1, 0, ConvolutionMode.Truncate));
        all.add("1x1, stride 2", 16, 32, 9, 9, window(1, 2, 0, ConvolutionMode.Truncate));
        all.add("1x1, stride 2, even", 16, 32, 8, 6, window(1, 2, 0, ConvolutionMode.Truncate));
        all.add("1x1, stride 2, same", 16, 32, 8, 7, window(1, 2, 0, ConvolutionMode.Same));
        all.add("3x3, same", 16, 16, 7, 9, window(3, 1, 0, ConvolutionMode.Same));
        all.add("3x3, same, stride 2, odd", 16, 16, 9, 7, window(3, 2, 0, ConvolutionMode.Same));
        all.add("3x3, same, stride 2, even", 16, 16, 8, 6, window(3, 2, 0, ConvolutionMode.Same));
        all.add(
                "3x3, stride 2, padding 1",
                32,
                16,
                8,
                11,
                window(3, 2, 1, ConvolutionMode.Truncate));
        all.add(
                "3x3, stride 2, no padding",
                16,
                16,
                8,
                9,
                window(3, 2, 0, ConvolutionMode.Truncate));
        all.add("2x2, stride 3, same", 16, 16, 8, 9, window(2, 3, 0, ConvolutionMode.Same));
        all.add(
                "7x7, stride 2, 3 channels",
                3,
                16,
                15,
                14,
                window(7, 2, 3, ConvolutionMode.Truncate));
        all.add(
                "3x3, dilation 2, same",
                16,
                16,
                9,
                8,
                window(3, 1, 0, ConvolutionMode.Same).dilation(2, 2));
        all.add(
                "3x3, dilation 2, stride 2, padding 1",
                16,
                16,
                9,
                10,
                window(3, 2, 1, ConvolutionMode.Truncate).dilation(2, 2));
        all.add(
                "5x3, stride 2x1, padding 2x0",
                16,
                16,
                9,
                8,
                new ConvolutionLayer.Builder(new int[] {5, 3}, new int[] {2, 1}, new int[] {2, 0})
                        .convolutionMode(ConvolutionMode.Truncate));
        all.add("3x3, no bias", 16, 16, 6, 7, window(3, 1, 0, ConvolutionMode.Same).hasBias(false));
        int[][] channels = {{5, 3}, {3, 1}, {1, 5}, {16, 5}, {5, 16}, {24, 40}, {17, 33}};
        for (int[] each : channels) {
            all.add(
                    "%d to %d channels".formatted(each[0], each[1]),
                    each[0],
                    each[1],
                    6,
                    7,
                    window(3, 2, 0, ConvolutionMode.Same));
        }
        cases.add(
                named(
                        "convolution with nothing after it",
                        new Case(
                                SmallNetwork.on(3, 5, 6).convolve("a", 16, 3).classified(),
                                3,
                                5,
                                6)));
        cases.add(
                named(
                        "convolution whose result two read",
                        new Case(
                                SmallNetwork.on(3, 5, 6)
                                        .convolve("a", 16, 3)
                                        .rectify("b")
                                        .sum("c", "a", "b")
                                        .classified(),
                                3,
                                5,
                                6)));
        return cases.stream();
    }

    /** Each reads the images themselves, and what a convolution made of them. */
    private record Convolutions(List<Named<Case>> cases) {
        void add(
                String name,
                int in,
                int out,
                int height,
                int width,
                ConvolutionLayer.Builder layer) {
            layer.nOut(out);
            cases.add(
                    named(
                            name,
                            new Case(
                                    SmallNetwork.on(2, height, width)
                                            .convolve("before", in, 1)
                                            .then("it", layer.build())
                                            .rectify("after")
                                            .classified(),
                                    2,
                                    height,
                                    width)));
            cases.add(
                    named(
                            name + ", of the images",
                            new Case(
                                    SmallNetwork.on(in, height, width)
                                            .then("it", layer.build())
                                            .rectify("after")
                                            .classified(),
                                    in,
                                    height,
                                    width)));
        }
    }

    private static ConvolutionLayer.Builder window(
            int kernel, int stride, int padding, ConvolutionMode mode) {
        return new ConvolutionLayer.Builder(kernel, kernel)
                .stride(stride, stride)
                .padding(padding, padding)
                .convolutionMode(mode);
    }

    static Stream<Named<Case>> normalisations() {
        List<Named<Case>> cases = new ArrayList<>();
        for (boolean logarithm : new boolean[] {true, false}) {
            for (int channels : new int[] {16, 5}) {
                String name =
                        "batch norm of %d channels that keeps its %s"
                                .formatted(channels, logarithm ? "log deviation" : "variance");
                BatchNormalization layer =
                        new BatchNormalization.Builder()
                                .useLogStd(logarithm)
                                .decay(0.8)
                                .eps(1e-3)
                                .build();
                cases.add(
                        named(name, onImages(start().convolve("a", channels, 3).then("b", layer))));
                cases.add(
                        named(
                                name + ", then ReLU",
                                onImages(
                                        start().convolve("a", channels, 3)
                                                .then("b", layer)
                                                .rectify("c")
                                                .convolve("d", channels, 1))));
                cases.add(
                        named(
                                name + ", after ReLU",
                                onImages(
                                        start().convolve("a", channels, 3)
                                                .rectify("b")
                                                .then("c", layer)
                                                .rectify("d"))));
                cases.add(
                        named(
                                name + ", read twice",
                                onImages(
                                        start().convolve("a", channels, 3)
                                                .then("b", layer)
                                                .rectify("c")
                                                .convolve("d", channels, 1)
                                                .plus("e", "b")
                                                .rectify("f"))));
            }
        }
        cases.add(
                named(
                        "batch norm without bias before it",
                        onImages(
                                start().then("a", convolution(16, 3).hasBias(false).build())
                                        .normalise("b")
                                        .rectify("c"))));
        cases.add(
                named(
                        "batch norm of the images",
                        onImages(start().normalise("a").convolve("b", 16, 3).rectify("c"))));
        cases.add(
                named(
                        "batch norm of a convolution that two read",
                        onImages(
                                start().convolve("a", 16, 3)
                                        .normalise("b")
                                        .rectify("c")
                                        .plus("d", "a")
                                        .rectify("e"))));
        return cases.stream();
    }

    static Stream<Named<Case>> poolings() {
        List<Named<Case>> cases = new ArrayList<>();
        for (int channels : new int[] {16, 5}) {
            pooling(cases, channels, 3, 2, 0, ConvolutionMode.Truncate);
            pooling(cases, channels, 3, 2, 1, ConvolutionMode.Truncate);
            pooling(cases, channels, 3, 2, 0, ConvolutionMode.Same);
            pooling(cases, channels, 2, 2, 0, ConvolutionMode.Same);
            pooling(cases, channels, 2, 2, 0, ConvolutionMode.Truncate);
            pooling(cases, channels, 3, 1, 1, ConvolutionMode.Truncate);
        }
        cases.add(
                named(
                        "max-pooling of the images",
                        onImages(
                                start().then("a", pooling(3, 2, 1, ConvolutionMode.Truncate))
                                        .convolve("b", 16, 3)
                                        .rectify("c"))));
        cases.add(
                named(
                        "max-pooling of images of 16 channels",
                        new Case(
                                SmallNetwork.on(16, 6, 7)
                                        .then("a", pooling(2, 2, 0, ConvolutionMode.Truncate))
                                        .convolve("b", 16, 3)
                                        .rectify("c")
                                        .classified(),
                                16,
                                6,
                                7)));
        return cases.stream();
    }

    /** Of values below 0, too, which a frame of zeros would hide. */
    private static void pooling(
            List<Named<Case>> cases,
            int channels,
            int kernel,
            int stride,
            int padding,
            ConvolutionMode mode) {
        cases.add(
                named(
                        "max-pooling %dx%d of %d channels, stride %d, padding %d, %s"
                                .formatted(kernel, kernel, channels, stride, padding, mode),
                        onImages(
                                start().convolve("a", channels, 3)
                                        .then("b", pooling(kernel, stride, padding, mode))
                                        .convolve("c", channels, 3)
                                        .rectify("d"))));
    }

    private static SubsamplingLayer pooling(
            int kernel, int stride, int padding, ConvolutionMode mode) {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(kernel, kernel)
                .stride(stride, stride)
                .padding(padding, padding)
                .convolutionMode(mode)
                .build();
    }

    static Stream<Named<Case>> sums() {
        List<Named<Case>> cases = new ArrayList<>();
        for (int channels : new int[] {16, 5}) {
            SmallNetwork identity = start().convolve("a", channels, 3).normalise("b").rectify("c");
            cases.add(
                    named(
                            "identity block of %d channels".formatted(channels),
                            onImages(
                                    block(identity, channels)
                                            .plus("sum", "c")
                                            .rectify("end")
                                            .convolve("z", channels, 1))));
            SmallNetwork projection =
                    start().convolve("a", channels, 3).normalise("b").rectify("c");
            cases.add(
                    named(
                            "projection block of %d channels".formatted(channels),
                            onImages(
                                    block(projection, channels)
                                            .from("c")
                                            .convolve("short", channels, 1)
                                            .normalise("shortNorm")
                                            .sum("sum", "y", "shortNorm")
                                            .rectify("end"))));
        }
        cases.add(
                named(
                        "identity block, its shortcut first",
                        onImages(
                                block(start().convolve("a", 16, 3).rectify("c"), 16)
                                        .sum("sum", "c", "y")
                                        .rectify("end"))));
        cases.add(
                named(
                        "two identity blocks",
                        onImages(
                                start().convolve("a", 16, 3)
                                        .rectify("b")
                                        .convolve("c", 16, 3)
                                        .normalise("d")
                                        .plus("e", "b")
                                        .rectify("f")
                                        .convolve("g", 16, 3)
                                        .normalise("h")
                                        .plus("i", "f")
                                        .rectify("j"))));
        cases.add(
                named(
                        "sum without ReLU",
                        onImages(
                                start().convolve("a", 16, 3)
                                        .convolve("b", 16, 3)
                                        .normalise("c")
                                        .plus("d", "a")
                                        .convolve("e", 16, 1)
                                        .rectify("f"))));
        cases.add(
                named(
                        "sum that ReLU and another read",
                        onImages(
                                start().convolve("a", 16, 3)
                                        .convolve("b", 16, 3)
                                        .normalise("c")
                                        .plus("d", "a")
                                        .rectify("e")
                                        .convolve("f", 16, 1)
                                        .normalise("g")
                                        .plus("h", "d"))));
        cases.add(
                named(
                        "sum of a vertex with itself",
                        onImages(start().convolve("a", 16, 3).rectify("b").plus("c", "b"))));
        cases.add(
                named(
                        "sum of a batch norm with itself",
                        onImages(
                                start().convolve("a", 16, 3)
                                        .normalise("b")
                                        .plus("c", "b")
                                        .rectify("d"))));
        cases.add(
                named(
                        "sum of two batch norms",
                        onImages(
                                start().convolve("a", 16, 3)
                                        .normalise("b")
                                        .from(SmallNetwork.INPUT)
                                        .convolve("c", 16, 1)
                                        .normalise("d")
                                        .plus("e", "b")
                                        .rectify("f"))));
        cases.add(
                named(
                        "sum with the images",
                        onImages(
                                start().convolve("a", 3, 3)
                                        .normalise("b")
                                        .plus("c", SmallNetwork.INPUT)
                                        .rectify("d"))));
        cases.add(
                named(
                        "shortcut that a later sum reads again",
                        onImages(
                                start().convolve("a", 16, 3)
                                        .rectify("b")
                                        .convolve("c", 16, 3)
                                        .normalise("d")
                                        .plus("e", "b")
                                        .rectify("f")
                                        .convolve("g", 16, 3)
                                        .normalise("h")
                                        .plus("i", "b")
                                        .rectify("j"))));
        return cases.stream();
    }

    private static SmallNetwork block(SmallNetwork network, int channels) {
        return network.convolve("u", channels, 1)
                .normalise("v")
                .rectify("w")
                .convolve("x", channels, 3)
                .normalise("y");
    }

    static Stream<Named<Case>> others() {
        List<Named<Case>> cases = new ArrayList<>();
        cases.add(
                named(
                        "frame of zeros around the images",
                        onImages(
                                start().padWithZeros("zeros", 3, 2)
                                        .then(
                                                "a",
                                                window(7, 2, 0, ConvolutionMode.Truncate)
                                                        .nOut(16)
                                                        .build())
                                        .rectify("b"))));
        cases.add(
                named(
                        "frame of zeros in the middle, of a padded convolution",
                        onImages(
                                start().convolve("a", 16, 1)
                                        .padWithZeros("zeros", 1, 2)
                                        .then(
                                                "b",
                                                window(3, 2, 1, ConvolutionMode.Truncate)
                                                        .nOut(16)
                                                        .build())
                                        .rectify("c"))));
        cases.add(
                named(
                        "ReLU of the images",
                        onImages(start().rectify("a").convolve("b", 16, 3).rectify("c"))));
        cases.add(
                named(
                        "ReLU after ReLU",
                        onImages(start().convolve("a", 16, 3).rectify("b").rectify("c"))));
        cases.add(
                named(
                        "identity in the middle",
                        onImages(
                                start().then("a", convolution(16, 3).hasBias(false).build())
                                        .then("b", activation(Activation.IDENTITY))
                                        .normalise("c")
                                        .then("d", activation(Activation.IDENTITY))
                                        .rectify("e"))));
        cases.add(named("global average of the images", onImages(start())));
        cases.add(
                named(
                        "identity after the global average",
                        new Case(
                                start().convolve("a", 16, 3)
                                        .rectify("b")
                                        .then(SmallNetwork.FEATURES, average())
                                        .then("c", activation(Activation.IDENTITY))
                                        .withHead(head()),
                                3,
                                6,
                                7)));
        cases.add(
                named(
                        "two heads, and a penalty on large weights",
                        new Case(
                                SmallNetwork.on(
                                                new NeuralNetConfiguration.Builder().l2(0.01),
                                                3,
                                                6,
                                                7)
                                        .convolve("a", 16, 3)
                                        .normalise("b")
                                        .rectify("c")
                                        .then(SmallNetwork.FEATURES, average())
                                        .then("one", head().build())
                                        .from(SmallNetwork.FEATURES)
                                        .then("two", head().build())
                                        .outputs("one", "two"),
                                3,
                                6,
                                7)));
        return cases.stream();
    }

    private static SmallNetwork start() {
        return SmallNetwork.on(3, 6, 7);
    }

    private static Case onImages(SmallNetwork network) {
        return new Case(network.classified(), 3, 6, 7);
    }
}
