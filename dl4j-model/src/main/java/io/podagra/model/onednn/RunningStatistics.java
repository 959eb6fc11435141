package io.podagra.model.onednn;

import io.podagra.model.graph.GradientViews;
import java.util.Map;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How a batch moves the running statistics of a batch norm: the step goes where Deeplearning4j has
 * it, into the place of their gradient, and is subtracted with the gradients' steps.
 */
final class RunningStatistics {
    private final BatchNormalization layer;
    private final Tensor mean;
    private final Tensor variance;
    private final double decay;
    private final boolean logarithm;
    private final INDArray runningMean;
    private final INDArray meanStep;
    private final INDArray varianceStep;

    /**
     * @param mean of the batch, {@code [channels]}
     * @param variance of the batch, of its images' values as they are, not estimated from them
     */
    RunningStatistics(BatchNormalization layer, Tensor mean, Tensor variance) {
        var settings =
                (org.deeplearning4j.nn.conf.layers.BatchNormalization) layer.conf().getLayer();
        Map<String, INDArray> steps = GradientViews.of(layer);
        this.layer = layer;
        this.mean = mean;
        this.variance = variance;
        this.decay = settings.getDecay();
        this.logarithm = settings.isUseLogStd();
        this.runningMean = layer.getParam(BatchNormalizationParamInitializer.GLOBAL_MEAN);
        this.meanStep = steps.get(BatchNormalizationParamInitializer.GLOBAL_MEAN);
        this.varianceStep =
                steps.get(
                        logarithm
                                ? BatchNormalizationParamInitializer.GLOBAL_LOG_STD
                                : BatchNormalizationParamInitializer.GLOBAL_VAR);
    }

    void writeStep() {
        float[] means = Parameters.read(runningMean);
        float[] batchMeans = Parameters.read(mean);
        for (int channel = 0; channel < means.length; channel++) {
            means[channel] = (float) ((1 - decay) * (means[channel] - batchMeans[channel]));
        }
        Parameters.write(meanStep, means);

        float[] variances = Parameters.variance(layer);
        float[] batchVariances = Parameters.read(variance);
        for (int channel = 0; channel < variances.length; channel++) {
            double after = decay * variances[channel] + (1 - decay) * batchVariances[channel];
            variances[channel] =
                    (float)
                            (logarithm
                                    ? Math.log10(variances[channel] / after) / 2
                                    : variances[channel] - after);
        }
        Parameters.write(varianceStep, variances);
    }
}
