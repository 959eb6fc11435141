package io.podagra.model.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.model.ResNet50Graph;
import io.podagra.model.ResNetVariant;
import io.podagra.model.training.TrainingSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every convolution of ResNet-50, on images of a few pixels. */
@WhereOneDnnRuns
class ResNetShapesTest {
    private static final int HEIGHT = 6;
    private static final int WIDTH = 5;

    /** What makes a convolution, but for its name. */
    record Shape(long in, long out, int kernel, int stride, int padding, ConvolutionMode mode) {
        static Shape of(ConvolutionLayer layer) {
            return new Shape(
                    layer.getNIn(),
                    layer.getNOut(),
                    layer.getKernelSize()[0],
                    layer.getStride()[0],
                    layer.getPadding()[0],
                    layer.getConvolutionMode());
        }

        ConvolutionLayer layer() {
            return new ConvolutionLayer.Builder(kernel, kernel)
                    .nOut(out)
                    .stride(stride, stride)
                    .padding(padding, padding)
                    .convolutionMode(mode)
                    .build();
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void agrees(Shape shape) {
        SmallNetwork network =
                SmallNetwork.on(2, HEIGHT, WIDTH).convolve("before", (int) shape.in(), 1);
        if (shape.kernel() > HEIGHT) {
            network.padWithZeros("zeros", 3, 3);
        }
        try (Twins twins =
                Twins.computedHere(
                        network.then("it", shape.layer()).rectify("after").classified())) {
            assertThat(twins.outputError(SmallNetwork.noise(1, 3, 2, HEIGHT, WIDTH)))
                    .isLessThan(1e-5);
            TrainingErrors errors =
                    twins.trainingErrors(SmallNetwork.batch(2, 2, 2, HEIGHT, WIDTH));
            assertThat(errors.worstGradient()).as(errors.toString()).isLessThan(1e-4);
            assertThat(errors.score()).isLessThan(1e-5);
        }
    }

    static Stream<Shape> shapes() {
        Set<Shape> shapes = new LinkedHashSet<>();
        for (ResNetVariant variant : List.of(ResNetVariant.PODAGRA, ResNetVariant.TORCH)) {
            ComputationGraph network =
                    ResNet50Graph.create(32, variant, TrainingSettings.defaults(), 1);
            for (GraphVertex vertex : network.getConfiguration().getVertices().values()) {
                if (vertex instanceof LayerVertex layer
                        && layer.getLayerConf().getLayer()
                                instanceof ConvolutionLayer convolution) {
                    shapes.add(Shape.of(convolution));
                }
            }
            network.close();
        }
        // He et al. 2016, table 1, with stride 2 in either of two convolutions.
        assertThat(shapes).hasSize(26);
        return shapes.stream();
    }
}
