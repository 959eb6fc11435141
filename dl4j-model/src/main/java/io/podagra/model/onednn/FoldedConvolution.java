package io.podagra.model.onednn;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution's weights with the batch norm that follows it folded in, in the layout that its
 * primitive wants.
 *
 * <p>With {@code s = scale / sqrt(variance + epsilon)}, {@code s (w x + b - mean) + shift = (s w) x
 * + (s (b - mean) + shift)}.
 */
final class FoldedConvolution implements AutoCloseable {
    private final Operation.Convolution convolution;
    private final Optional<Operation.Normalisation> normalisation;
    private final Arena arena = new Arena();
    private final FloatPointer bias;
    private final FloatPointer scale;
    private final Tensor weightTensor;
    private final Tensor biasTensor;

    /** The weights times their channel's factor, as rows of a matrix and as kernels. */
    private final Tensor scaledRows;

    private final Tensor scaledKernels;
    private final binary multiply;
    private final IntMemoryMap factors = new IntMemoryMap();
    private final reorder arrange;
    private long generation = -1;

    /**
     * @param layout of the weights
     */
    FoldedConvolution(
            Operation.Convolution convolution,
            Optional<Operation.Normalisation> normalisation,
            memory.desc layout) {
        this.convolution = convolution;
        this.normalisation = normalisation;
        INDArray weights = convolution.layer().getParam(ConvolutionParamInitializer.WEIGHT_KEY);
        long channels = weights.size(0);
        bias = new FloatPointer(channels);
        scale = new FloatPointer(channels);
        biasTensor = Tensor.at(OneDnn.plain(channels), bias);
        arena.require(layout.get_size());
        weightTensor = Tensor.at(layout, arena.at(0));

        Tensor rows =
                Tensor.at(
                        OneDnn.plain(1, channels, weights.length() / channels),
                        Parameters.address(weights));
        Tensor perRow = Tensor.at(OneDnn.plain(1, channels, 1), scale);
        scaledRows = Tensor.at(rows.layout(), null);
        multiply =
                new binary(
                        new binary.primitive_desc(
                                OneDnn.engine(),
                                dnnl.algorithm.binary_mul,
                                rows.layout(),
                                perRow.layout(),
                                rows.layout()));
        factors.put(dnnl.DNNL_ARG_SRC_0, rows.handle());
        factors.put(dnnl.DNNL_ARG_SRC_1, perRow.handle());
        factors.put(dnnl.DNNL_ARG_DST, scaledRows.handle());
        scaledKernels = Tensor.at(OneDnn.plain(weights.shape()), null);
        arrange = new reorder(scaledKernels.handle(), weightTensor.handle());
    }

    boolean isOf(
            Operation.Convolution other,
            Optional<Operation.Normalisation> otherNormalisation,
            memory.desc layout) {
        return convolution.name().equals(other.name())
                && normalisation
                        .map(Operation.Normalisation::name)
                        .equals(otherNormalisation.map(Operation.Normalisation::name))
                && weightTensor.hasLayout(layout);
    }

    Tensor weights() {
        return weightTensor;
    }

    Tensor bias() {
        return biasTensor;
    }

    /**
     * Takes in the network's parameters, unless it has those of this generation.
     *
     * @param scratch for the scaled weights
     */
    void prepare(stream queue, Arena scratch, long current) {
        if (generation == current) {
            return;
        }
        generation = current;
        float[] factor = new float[(int) scale.limit()];
        float[] offset =
                convolution.layer().hasBias()
                        ? Parameters.read(
                                convolution.layer().getParam(ConvolutionParamInitializer.BIAS_KEY))
                        : new float[factor.length];
        Arrays.fill(factor, 1);
        normalisation.ifPresent(norm -> fold(norm, factor, offset));
        scale.put(factor);
        bias.put(offset);
        scratch.require(scaledRows.bytes());
        scaledRows.moveTo(scratch.at(0));
        scaledKernels.moveTo(scratch.at(0));
        multiply.execute(queue, factors);
        arrange.execute(queue, scaledKernels.handle(), weightTensor.handle());
    }

    private static void fold(Operation.Normalisation norm, float[] factor, float[] offset) {
        BatchNormalization layer = norm.layer();
        float[] gamma = Parameters.read(layer.getParam(BatchNormalizationParamInitializer.GAMMA));
        float[] beta = Parameters.read(layer.getParam(BatchNormalizationParamInitializer.BETA));
        float[] mean =
                Parameters.read(layer.getParam(BatchNormalizationParamInitializer.GLOBAL_MEAN));
        float[] variance = Parameters.variance(layer);
        for (int channel = 0; channel < factor.length; channel++) {
            double scale = Primitives.scale(norm, gamma[channel], variance[channel]);
            factor[channel] = (float) scale;
            offset[channel] =
                    (float) (scale * (offset[channel] - (double) mean[channel]) + beta[channel]);
        }
    }

    @Override
    public void close() {
        arena.close();
        bias.deallocate();
        scale.deallocate();
    }
}
