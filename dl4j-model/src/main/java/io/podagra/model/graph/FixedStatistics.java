package io.podagra.model.graph;

import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Broadcast;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A batch norm that normalises by its running statistics in training, too, and learns scale and
 * shift. Deeplearning4j has none: its layer always takes the batch's statistics in training.
 *
 * <p>With {@code s = 1 / sqrt(variance + epsilon)} fixed, {@code y = gamma s (x - mean) + beta}, so
 * {@code dL/dx = gamma s dL/dy}, {@code dL/dgamma = sum dL/dy s (x - mean)} and {@code dL/dbeta =
 * sum dL/dy}.
 */
public final class FixedStatistics extends BaseWrapperLayer {
    private static final int CHANNELS = 1;
    private static final int[] OTHER_AXES = {0, 2, 3};

    private final BatchNormalization layer;

    public FixedStatistics(BatchNormalization layer) {
        super(layer);
        this.layer = layer;
    }

    /** The layer as it is where statistics are not fixed. */
    public BatchNormalization layer() {
        return layer;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        return layer.activate(false, workspaces);
    }

    @Override
    public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
        return layer.activate(input, false, workspaces);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
            INDArray epsilon, LayerWorkspaceMgr workspaces) {
        INDArray input = layer.input();
        INDArray mean = layer.getParam(BatchNormalizationParamInitializer.GLOBAL_MEAN);
        INDArray gamma = layer.getParam(BatchNormalizationParamInitializer.GAMMA);
        INDArray inverse = inverseDeviation();
        INDArray sums = epsilon.sum(OTHER_AXES);
        INDArray products = epsilon.mul(input).sum(OTHER_AXES);
        long channels = sums.length();
        INDArray gradients = layer.getGradientsViewArray();

        INDArray gammaGradient = FlatArray.part(gradients, 0, channels);
        gammaGradient.assign(products.sub(mean.reshape(channels).mul(sums)).mul(inverse));
        INDArray betaGradient = FlatArray.part(gradients, channels, 2 * channels);
        betaGradient.assign(sums);

        INDArray inputGradient =
                workspaces.createUninitialized(
                        ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'c');
        INDArray factor = gamma.reshape(channels).mul(inverse);
        Broadcast.mul(epsilon, factor, inputGradient, CHANNELS);

        Gradient gradient = new DefaultGradient();
        gradient.setGradientFor(BatchNormalizationParamInitializer.GAMMA, gammaGradient);
        gradient.setGradientFor(BatchNormalizationParamInitializer.BETA, betaGradient);
        return new Pair<>(gradient, inputGradient);
    }

    /** {@code 1 / sqrt(variance + epsilon)}, {@code [channels]}. */
    private INDArray inverseDeviation() {
        var configuration =
                (org.deeplearning4j.nn.conf.layers.BatchNormalization) layer.conf().getLayer();
        INDArray variance =
                configuration.isUseLogStd()
                        ? Transforms.exp(
                                layer.getParam(BatchNormalizationParamInitializer.GLOBAL_LOG_STD)
                                        .mul(2 * Math.log(10)),
                                false)
                        : layer.getParam(BatchNormalizationParamInitializer.GLOBAL_VAR).dup();
        INDArray deviation = Transforms.sqrt(variance.addi(configuration.getEps()), false);
        return deviation.rdivi(1).reshape(deviation.length());
    }
}
