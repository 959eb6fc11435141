package io.podagra.model.onednn;

import static io.podagra.model.onednn.OperationCase.onImages;
import static io.podagra.model.onednn.OperationCase.start;
import static io.podagra.model.onednn.OperationCase.window;
import static io.podagra.model.onednn.SmallNetwork.activation;
import static io.podagra.model.onednn.SmallNetwork.average;
import static io.podagra.model.onednn.SmallNetwork.convolution;
import static io.podagra.model.onednn.SmallNetwork.head;
import static org.junit.jupiter.api.Named.named;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;

/** Every other operation than a convolution gives what Deeplearning4j's own layers give. */
@WhereOneDnnRuns
class OperationsTest {
    @ParameterizedTest
    @MethodSource({"normalisations", "poolings", "sums", "others"})
    void agrees(OperationCase each) {
        each.assertAgrees();
    }

    static Stream<Named<OperationCase>> normalisations() {
        List<Named<OperationCase>> cases = new ArrayList<>();
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

    static Stream<Named<OperationCase>> poolings() {
        List<Named<OperationCase>> cases = new ArrayList<>();
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
                        new OperationCase(
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
            List<Named<OperationCase>> cases,
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

    static Stream<Named<OperationCase>> sums() {
        List<Named<OperationCase>> cases = new ArrayList<>();
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

    static Stream<Named<OperationCase>> others() {
        List<Named<OperationCase>> cases = new ArrayList<>();
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
                        new OperationCase(
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
                        new OperationCase(
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
}
