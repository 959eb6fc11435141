package io.podagra.model.onednn;

import static io.podagra.model.onednn.OperationCase.window;
import static org.junit.jupiter.api.Named.named;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every convolution gives what Deeplearning4j's own layers give. */
@WhereOneDnnRuns
class ConvolutionsTest {
    @ParameterizedTest
    @MethodSource("convolutions")
    void agrees(OperationCase each) {
        each.assertAgrees();
    }

    static Stream<Named<OperationCase>> convolutions() {
        List<Named<OperationCase>> cases = new ArrayList<>();
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
                        new OperationCase(
                                SmallNetwork.on(3, 5, 6).convolve("a", 16, 3).classified(),
                                3,
                                5,
                                6)));
        cases.add(
                named(
                        "convolution whose result two read",
                        new OperationCase(
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
    private record Convolutions(List<Named<OperationCase>> cases) {
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
                            new OperationCase(
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
                            new OperationCase(
                                    SmallNetwork.on(in, height, width)
                                            .then("it", layer.build())
                                            .rectify("after")
                                            .classified(),
                                    in,
                                    height,
                                    width)));
        }
    }
}
