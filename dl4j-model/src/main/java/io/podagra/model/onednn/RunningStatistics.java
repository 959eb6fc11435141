package io.podagra.model.onednn;

import io.podagra.model.graph.GradientViews;
import java.util.Map;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How a batch moves the running statistics of a batch norm: the step goes where Deeplearning4j has
 * it, into the place of their gradient, and is subtracted with the gradients' steps.
 *
 * @param mean of the batch, {@code [channels]}
 * @param variance of the batch, of its images' values as they are, not estimated from them
 */
record RunningStatistics(BatchNormalization layer, Tensor mean, Tensor variance) {

    void writeStep() {
        var settings =
                (org.deeplearning4j.nn.conf.layers.BatchNormalization) layer.conf().getLayer();
        double decay = settings.getDecay();
        Map<String, INDArray> views = GradientViews.of(layer);
        float[] running =
                Parameters.read(layer.getParam(BatchNormalizationParamInitializer.GLOBAL_MEAN));
        float[] batch = Parameters.read(mean);
        for (int channel = 0; channel < running.length; channel++) {
            running[channel] = (float) ((1 - decay) * (running[channel] - batch[channel]));
        }
        Parameters.write(views.get(BatchNormalizationParamInitializer.GLOBAL_MEAN), running);

        boolean logarithm = settings.isUseLogStd();
        float[] before = Parameters.variance(layer);
        float[] batchVariance = Parameters.read(variance);
        for (int channel = 0; channel < before.length; channel++) {
            double after = decay * before[channel] + (1 - decay) * batchVariance[channel];
            before[channel] =
                    (float)
                            (logarithm
                                    ? Math.log10(before[channel] / after) / 2
                                    : before[channel] - after);
        }
        Parameters.write(
                views.get(
                        logarithm
                                ? BatchNormalizationParamInitializer.GLOBAL_LOG_STD
                                : BatchNormalizationParamInitializer.GLOBAL_VAR),
                before);
    }
}
