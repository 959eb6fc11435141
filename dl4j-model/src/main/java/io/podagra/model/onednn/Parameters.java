package io.podagra.model.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network's parameters and gradients where they lie in its flattened arrays. */
final class Parameters {
    private Parameters() {}

    /** A view's values as a tensor, read and written in place. */
    static Tensor tensor(INDArray view) {
        return Tensor.at(
                OneDnn.plain(view.rank() == 4 ? view.shape() : vector(view)), address(view));
    }

    /** The same, in a layout of its own. */
    static Tensor tensor(INDArray view, memory.desc layout) {
        return Tensor.at(layout, address(view));
    }

    private static long[] vector(INDArray view) {
        return new long[] {view.length()};
    }

    static Pointer address(INDArray view) {
        return view.data().addressPointer();
    }

    /** A copy of a view's values. */
    static float[] read(INDArray view) {
        float[] values = new float[(int) view.length()];
        new FloatPointer(address(view)).get(values);
        return values;
    }

    /** A copy of what a vector holds. */
    static float[] read(Tensor vector) {
        float[] values = new float[(int) vector.shape()[0]];
        new FloatPointer(vector.handle().get_data_handle()).get(values);
        return values;
    }

    static void write(INDArray view, float[] values) {
        new FloatPointer(address(view)).put(values);
    }

    /** The running variance of a batch norm, from whichever of its two forms it is stored in. */
    static float[] variance(org.deeplearning4j.nn.layers.normalization.BatchNormalization layer) {
        var settings = (BatchNormalization) layer.conf().getLayer();
        if (!settings.isUseLogStd()) {
            return read(layer.getParam(BatchNormalizationParamInitializer.GLOBAL_VAR));
        }
        float[] variance = read(layer.getParam(BatchNormalizationParamInitializer.GLOBAL_LOG_STD));
        for (int channel = 0; channel < variance.length; channel++) {
            variance[channel] = (float) Math.pow(10, 2.0 * variance[channel]);
        }
        return variance;
    }
}
