package io.podagra.model.onednn;

import io.podagra.model.graph.GradientViews;
import java.util.Map;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The steps of a convolution in training: its own, and those of its gradients. */
final class TrainedConvolution {
    private final Program program;
    private final Operation.Convolution operation;
    private final Tensor source;
    private final ConvolutionShape shape;
    private final convolution_forward.primitive_desc forward;
    private final Tensor plainWeights;

    /**
     * @param images whether the source is the network's input
     */
    TrainedConvolution(
            Program program, Operation.Convolution operation, Tensor source, boolean images) {
        this.program = program;
        this.operation = operation;
        this.source = source;
        this.shape = new ConvolutionShape(operation, source.shape(), images);
        this.forward = shape.forward(dnnl.prop_kind.forward_training, OneDnn.attributes());
        this.plainWeights =
                Parameters.tensor(
                        operation.layer().getParam(ConvolutionParamInitializer.WEIGHT_KEY));
    }

    /**
     * Adds the forward step.
     *
     * @param weights that have a bias for a layer that has none
     */
    Tensor forward(Weights weights) {
        var layer = operation.layer();
        Tensor bias =
                layer.hasBias()
                        ? Parameters.tensor(layer.getParam(ConvolutionParamInitializer.BIAS_KEY))
                        : weights.zeros(plainWeights.shape()[0]);
        Tensor result = program.tensor(forward.dst_desc());
        program.add(
                new convolution_forward(forward),
                forward,
                dnnl.DNNL_ARG_SRC,
                program.in(forward.src_desc(), source),
                dnnl.DNNL_ARG_WEIGHTS,
                program.in(forward.weights_desc(), plainWeights),
                dnnl.DNNL_ARG_BIAS,
                bias,
                dnnl.DNNL_ARG_DST,
                result);
        return result;
    }

    /** Adds the step that writes the gradients of weights and bias into the network's. */
    void backwardWeights(Tensor gradient) {
        convolution_backward_weights.primitive_desc description = shape.backwardWeights(forward);
        Map<String, INDArray> views = GradientViews.of(operation.layer());
        Tensor target = Parameters.tensor(views.get(ConvolutionParamInitializer.WEIGHT_KEY));
        Tensor result =
                target.hasLayout(description.diff_weights_desc())
                        ? target
                        : program.tensor(description.diff_weights_desc());
        program.add(
                new convolution_backward_weights(description),
                description,
                dnnl.DNNL_ARG_SRC,
                program.in(description.src_desc(), source),
                dnnl.DNNL_ARG_DIFF_DST,
                program.in(description.diff_dst_desc(), gradient),
                dnnl.DNNL_ARG_DIFF_WEIGHTS,
                result,
                dnnl.DNNL_ARG_DIFF_BIAS,
                operation.layer().hasBias()
                        ? Parameters.tensor(views.get(ConvolutionParamInitializer.BIAS_KEY))
                        : program.tensor(shape.bias()));
        if (result != target) {
            program.copy(result, target);
        }
    }

    /** Adds the step of the gradient of what was convolved. */
    Tensor backwardData(Tensor gradient) {
        convolution_backward_data.primitive_desc description = shape.backwardData(forward);
        Tensor result = program.tensor(description.diff_src_desc());
        program.add(
                new convolution_backward_data(description),
                description,
                dnnl.DNNL_ARG_DIFF_DST,
                program.in(description.diff_dst_desc(), gradient),
                dnnl.DNNL_ARG_WEIGHTS,
                program.in(description.weights_desc(), plainWeights),
                dnnl.DNNL_ARG_DIFF_SRC,
                result);
        return result;
    }
}
