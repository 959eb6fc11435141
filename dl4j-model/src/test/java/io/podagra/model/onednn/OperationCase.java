package io.podagra.model.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.nd4j.linalg.dataset.DataSet;

/** A network that is computed here, and the size of images for it. */
record OperationCase(ComputationGraphConfiguration network, int channels, int height, int width) {
    /** Of float32 sums of some hundred terms in another order. */
    private static final double OUTPUT = 1e-5;

    private static final double GRADIENT = 1e-4;
    private static final double STEP = 1e-5;

    /** The beginning of a network on images of 6 by 7 pixels, of three channels. */
    static SmallNetwork start() {
        return SmallNetwork.on(3, 6, 7);
    }

    /** Of a network that {@link #start} began. */
    static OperationCase onImages(SmallNetwork network) {
        return new OperationCase(network.classified(), 3, 6, 7);
    }

    static ConvolutionLayer.Builder window(
            int kernel, int stride, int padding, ConvolutionMode mode) {
        return new ConvolutionLayer.Builder(kernel, kernel)
                .stride(stride, stride)
                .padding(padding, padding)
                .convolutionMode(mode);
    }

    private DataSet batch(long seed, int images) {
        return SmallNetwork.batch(seed, images, channels, height, width);
    }

    /** Compares it with Deeplearning4j's own layers: full batches and short ones, and one image. */
    void assertAgrees() {
        try (Twins twins = Twins.computedHere(network)) {
            assertThat(twins.outputError(batch(1, 3).getFeatures())).isLessThan(OUTPUT);
            assertThat(twins.outputError(batch(2, 1).getFeatures())).isLessThan(OUTPUT);
            for (int images : new int[] {4, 3}) {
                TrainingErrors errors = twins.trainingErrors(batch(images, images));

                assertThat(errors.worstGradient()).as(errors.toString()).isLessThan(GRADIENT);
                assertThat(errors.worstVanishing()).as(errors.toString()).isLessThan(GRADIENT);
                assertThat(errors.worstStep()).as(errors.toString()).isLessThan(STEP);
                assertThat(errors.score()).isLessThan(STEP);
            }
        }
    }
}
