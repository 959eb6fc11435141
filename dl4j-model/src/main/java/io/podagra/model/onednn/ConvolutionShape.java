package io.podagra.model.onednn;

import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;

/** A convolution on an input of a size, and the primitives that compute it and its gradients. */
final class ConvolutionShape {
    private static final dnnl.algorithm ALGORITHM = dnnl.algorithm.convolution_direct;

    private final Window window;
    private final Window.Placed placed;
    private final memory.desc input;
    private final memory.desc weights;
    private final memory.desc bias;
    private final memory.desc output;

    /**
     * @param size of the input, {@code [batch, channels, height, width]}
     * @param images whether the input is the network's, in a plain layout
     */
    ConvolutionShape(Operation.Convolution operation, long[] size, boolean images) {
        long[] kernels = operation.layer().getParam(ConvolutionParamInitializer.WEIGHT_KEY).shape();
        window = operation.window();
        placed = window.on(size[2], size[3]);
        input = images ? OneDnn.plain(size) : OneDnn.activations(size);
        weights = OneDnn.any(kernels);
        bias = OneDnn.plain(kernels[0]);
        output = OneDnn.activations(placed.output(size[0], kernels[0]));
    }

    memory.desc bias() {
        return bias;
    }

    convolution_forward.primitive_desc forward(dnnl.prop_kind kind, primitive_attr attributes) {
        return new convolution_forward.primitive_desc(
                OneDnn.engine(),
                kind,
                ALGORITHM,
                input,
                weights,
                bias,
                output,
                window.strides(),
                window.gaps(),
                placed.before(),
                placed.after(),
                attributes,
                false);
    }

    convolution_backward_weights.primitive_desc backwardWeights(
            convolution_forward.primitive_desc forward) {
        return new convolution_backward_weights.primitive_desc(
                OneDnn.engine(),
                ALGORITHM,
                input,
                weights,
                bias,
                output,
                window.strides(),
                window.gaps(),
                placed.before(),
                placed.after(),
                forward,
                OneDnn.attributes(),
                false);
    }

    convolution_backward_data.primitive_desc backwardData(
            convolution_forward.primitive_desc forward) {
        return new convolution_backward_data.primitive_desc(
                OneDnn.engine(),
                ALGORITHM,
                input,
                weights,
                output,
                window.strides(),
                window.gaps(),
                placed.before(),
                placed.after(),
                forward,
                OneDnn.attributes(),
                false);
    }
}
