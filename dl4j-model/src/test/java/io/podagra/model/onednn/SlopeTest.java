package io.podagra.model.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A gradient is the slope of the score, which another network, in double precision, tells. */
@WhereOneDnnRuns
class SlopeTest {
    /**
     * The central difference's own error is near 1e-9: step squared, and 1e-16 by the step. What is
     * left is that of float32 gradients, which sum up some hundred products of 6e-8 each, some of
     * opposite signs.
     */
    private static final double TOLERANCE = 1e-4;

    private static final double STEP = 1e-5;
    private static final int IMAGES = 3;

    /** Of each array of parameters; the others are alike. */
    private static final int VALUES = 8;

    @Test
    void gradientIsTheSlopeOfTheScore() {
        OneDnnGraph network = new OneDnnGraph(configuration(DataType.FLOAT));
        network.init();
        Twins.randomise(network, 4);
        assertThat(network.isComputedHere()).isTrue();
        ComputationGraph exact = new ComputationGraph(configuration(DataType.DOUBLE));
        exact.init();
        exact.params().assign(network.params().castTo(DataType.DOUBLE));
        DataSet batch = SmallNetwork.batch(9, IMAGES, 3, 8, 9);
        DataSet exactBatch =
                new DataSet(
                        batch.getFeatures().castTo(DataType.DOUBLE),
                        batch.getLabels().castTo(DataType.DOUBLE));

        Map<String, INDArray> gradients =
                Twins.computeGradients(network, batch).gradientForVariable();

        exact.paramTable()
                .forEach(
                        (name, values) -> {
                            if (!name.matches(".*_(mean|var|log10stdev)")) {
                                assertSlope(name, values, gradients.get(name), exact, exactBatch);
                            }
                        });
        network.close();
        exact.close();
    }

    private static void assertSlope(
            String name,
            INDArray values,
            INDArray gradient,
            ComputationGraph exact,
            DataSet batch) {
        INDArray flatValues = values.reshape(values.ordering(), new long[] {values.length()});
        INDArray flatGradient = gradient.reshape(values.ordering(), new long[] {values.length()});
        long[] places =
                IntStream.range(0, VALUES)
                        .mapToLong(index -> index * 31L % values.length())
                        .distinct()
                        .toArray();
        double[] slopes =
                Arrays.stream(places)
                        .mapToDouble(place -> slope(flatValues, place, exact, batch))
                        .toArray();
        double[] actual =
                Arrays.stream(places)
                        .mapToDouble(place -> flatGradient.getDouble(place) / IMAGES)
                        .toArray();

        assertThat(Twins.relativeError(Nd4j.createFromArray(slopes), Nd4j.createFromArray(actual)))
                .as("%s: %s, %s", name, Arrays.toString(slopes), Arrays.toString(actual))
                .isLessThan(TOLERANCE);
    }

    private static double slope(
            INDArray values, long place, ComputationGraph network, DataSet batch) {
        double value = values.getDouble(place);
        values.putScalar(place, value + STEP);
        double above = network.score(batch, true);
        values.putScalar(place, value - STEP);
        double below = network.score(batch, true);
        values.putScalar(place, value);
        return (above - below) / (2 * STEP);
    }

    /** Without biases before batch norms: their slope is 0. */
    private static ComputationGraphConfiguration configuration(DataType type) {
        return SmallNetwork.on(type, 3, 8, 9)
                .then("a", SmallNetwork.convolution(6, 3).stride(2, 2).hasBias(false).build())
                .normalise("b")
                .rectify("c")
                .then(
                        "d",
                        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                                .kernelSize(2, 2)
                                .stride(1, 1)
                                .convolutionMode(ConvolutionMode.Same)
                                .build())
                .then("e", SmallNetwork.convolution(6, 3).hasBias(false).build())
                .normalise("f")
                .plus("g", "d")
                .rectify("h")
                .convolve("i", 5, 2)
                .rectify("j")
                .classified();
    }
}
