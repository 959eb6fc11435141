package io.podagra.model.onednn;

import io.podagra.model.graph.GradientViews;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adds to a program a trunk's forward pass in training, and then its backward pass.
 *
 * <p>A batch norm and its ReLU are one step, a block's sum and its ReLU another, which overwrites
 * the batch norm's result. Frozen vertices are computed as in use, once, and have no backward pass.
 */
final class InTraining {
    private static final dnnl.prop_kind FORWARD = dnnl.prop_kind.forward_training;

    private final Program program;
    private final Weights weights;
    private final Trunk trunk;
    private final Map<String, List<Operation>> readers;
    private final InUse frozen;
    private final Map<String, Tensor> values = new HashMap<>();
    private final Map<String, Gradient> gradients = new HashMap<>();
    private final List<Runnable> backward = new ArrayList<>();
    private final List<RunningStatistics> statistics = new ArrayList<>();
    private final Map<String, Supplier<INDArray>> activations = new LinkedHashMap<>();

    /** What activations are made from, needed to the end of the forward pass. */
    private final List<Tensor> intact = new ArrayList<>();

    /**
     * The gradient of a vertex's output.
     *
     * @param owned whether nobody else reads the tensor, so that it can be overwritten
     */
    private record Gradient(Tensor tensor, boolean owned) {}

    /**
     * @param images the network's input, {@code [batch, channels, height, width]}, plain
     */
    InTraining(Program program, Weights weights, Trunk trunk, Tensor images) {
        this.program = program;
        this.weights = weights;
        this.trunk = trunk;
        this.readers = trunk.readers();
        this.frozen = new InUse(program, weights, trunk, images);
        values.put(trunk.input(), images);
    }

    /** Adds the forward pass. */
    void forward() {
        for (Operation operation : trunk.operations()) {
            if (!trunk.frozen().contains(operation.name())
                    && !values.containsKey(operation.name())) {
                forward(operation);
            }
        }
        int last = program.steps() - 1;
        intact.forEach(tensor -> tensor.usedBy(last));
    }

    /**
     * What the vertices that are not frozen give out, as long as no backward pass has run. Of what
     * is overwritten, a batch norm's result, it is computed again.
     */
    Map<String, Supplier<INDArray>> activations() {
        return activations;
    }

    /** Adds the backward pass, of gradients that {@link #seed} gave. */
    void backward() {
        Collections.reverse(backward);
        backward.forEach(Runnable::run);
    }

    /** What a vertex gives out, after the forward pass. */
    Tensor value(String vertex) {
        return trunk.frozen().contains(vertex) ? frozen.value(vertex) : values.get(vertex);
    }

    /** The gradient of a vertex's output, which the backward pass begins with. */
    void seed(String vertex, Tensor gradient) {
        contribute(vertex, gradient, false);
    }

    /** What has to be prepared before a run. */
    List<FoldedConvolution> needed() {
        return frozen.needed();
    }

    /** The batch norms whose running statistics the batch moves. */
    List<RunningStatistics> statistics() {
        return List.copyOf(statistics);
    }

    private void forward(Operation operation) {
        if (operation instanceof Operation.Convolution convolution) {
            forward(convolution);
        } else if (operation instanceof Operation.Normalisation normalisation) {
            forward(normalisation);
        } else if (operation instanceof Operation.Rectification rectification) {
            forward(rectification);
        } else if (operation instanceof Operation.Addition addition) {
            forward(addition);
        } else if (operation instanceof Operation.MaxPooling pooling) {
            Tensor source = value(pooling.input());
            pool(pooling, PoolingShape.largest(pooling.window(), source), source);
        } else if (operation instanceof Operation.GlobalAverage average) {
            Tensor source = value(average.input());
            pool(average, PoolingShape.mean(source), source);
            Tensor features = values.get(average.name());
            long[] shape = features.shape();
            activations.put(
                    average.name(), () -> PlainArrays.of(features).reshape(shape[0], shape[1]));
        }
    }

    private void forward(Operation.Convolution operation) {
        Tensor source = value(operation.input());
        boolean first = operation.input().equals(trunk.input());
        ConvolutionShape shape = new ConvolutionShape(operation, source.shape(), first);
        convolution_forward.primitive_desc description =
                shape.forward(FORWARD, OneDnn.attributes());
        var layer = operation.layer();
        Tensor plainWeights =
                Parameters.tensor(layer.getParam(ConvolutionParamInitializer.WEIGHT_KEY));
        Tensor bias =
                layer.hasBias()
                        ? Parameters.tensor(layer.getParam(ConvolutionParamInitializer.BIAS_KEY))
                        : weights.zeros(
                                layer.getParam(ConvolutionParamInitializer.WEIGHT_KEY).size(0));
        Tensor result = program.tensor(description.dst_desc());
        program.add(
                new convolution_forward(description),
                description,
                dnnl.DNNL_ARG_SRC,
                program.in(description.src_desc(), source),
                dnnl.DNNL_ARG_WEIGHTS,
                program.in(description.weights_desc(), plainWeights),
                dnnl.DNNL_ARG_BIAS,
                bias,
                dnnl.DNNL_ARG_DST,
                result);
        give(operation, result);
        backward.add(
                () -> {
                    Tensor gradient = gradient(operation);
                    backwardWeights(operation, shape, description, source, gradient);
                    if (hasGradient(operation.input())) {
                        backwardData(operation, shape, description, plainWeights, gradient);
                    }
                });
    }

    private void backwardWeights(
            Operation.Convolution operation,
            ConvolutionShape shape,
            convolution_forward.primitive_desc forward,
            Tensor source,
            Tensor gradient) {
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

    private void backwardData(
            Operation.Convolution operation,
            ConvolutionShape shape,
            convolution_forward.primitive_desc forward,
            Tensor plainWeights,
            Tensor gradient) {
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
        contribute(operation.input(), result, true);
    }

    private void forward(Operation.Normalisation operation) {
        Tensor source = value(operation.input());
        boolean rectify = rectifiesAlone(operation);
        batch_normalization_forward.primitive_desc description =
                Primitives.normalisation(
                        operation, FORWARD, source.layout(), operation.fixed(), rectify);
        var layer = operation.layer();
        Tensor scale = Parameters.tensor(layer.getParam(BatchNormalizationParamInitializer.GAMMA));
        Tensor shift = Parameters.tensor(layer.getParam(BatchNormalizationParamInitializer.BETA));
        Tensor mean;
        Tensor variance;
        if (operation.fixed()) {
            mean =
                    Parameters.tensor(
                            layer.getParam(BatchNormalizationParamInitializer.GLOBAL_MEAN));
            variance = weights.variance(layer);
        } else {
            mean = program.tensor(OneDnn.plain(source.shape()[1]));
            variance = program.tensor(OneDnn.plain(source.shape()[1]));
            program.keep(mean);
            program.keep(variance);
            statistics.add(new RunningStatistics(layer, mean, variance));
        }
        Tensor result = program.tensor(source.layout());
        List<Object> arguments =
                new ArrayList<>(
                        List.of(
                                dnnl.DNNL_ARG_SRC, source,
                                dnnl.DNNL_ARG_SCALE, scale,
                                dnnl.DNNL_ARG_SHIFT, shift,
                                dnnl.DNNL_ARG_MEAN, mean,
                                dnnl.DNNL_ARG_VARIANCE, variance,
                                dnnl.DNNL_ARG_DST, result));
        List<Object> mask = new ArrayList<>();
        if (rectify) {
            mask.add(dnnl.DNNL_ARG_WORKSPACE);
            mask.add(program.tensor(description.workspace_desc()));
        }
        arguments.addAll(mask);
        program.add(new batch_normalization_forward(description), description, arguments.toArray());
        values.put(operation.name(), result);
        activations.put(
                operation.name(), () -> PlainArrays.normalised(operation, source, mean, variance));
        backward.add(
                () -> {
                    Tensor gradient = gradient(operation);
                    backward(
                            operation,
                            rectify,
                            description,
                            source,
                            gradient,
                            List.of(scale, shift, mean, variance),
                            mask);
                });
    }

    private void backward(
            Operation.Normalisation operation,
            boolean rectify,
            batch_normalization_forward.primitive_desc forward,
            Tensor source,
            Tensor gradient,
            List<Tensor> vectors,
            List<Object> mask) {
        memory.desc layout = source.layout();
        batch_normalization_backward.primitive_desc description =
                new batch_normalization_backward.primitive_desc(
                        OneDnn.engine(),
                        dnnl.prop_kind.backward.value,
                        layout,
                        layout,
                        layout,
                        Primitives.epsilon(operation),
                        Primitives.flags(operation.fixed(), rectify),
                        forward,
                        OneDnn.attributes(),
                        false);
        Map<String, INDArray> views = GradientViews.of(operation.layer());
        Tensor result = program.tensor(layout);
        List<Object> arguments =
                new ArrayList<>(
                        List.of(
                                dnnl.DNNL_ARG_SRC,
                                source,
                                dnnl.DNNL_ARG_SCALE,
                                vectors.get(0),
                                dnnl.DNNL_ARG_SHIFT,
                                vectors.get(1),
                                dnnl.DNNL_ARG_MEAN,
                                vectors.get(2),
                                dnnl.DNNL_ARG_VARIANCE,
                                vectors.get(3),
                                dnnl.DNNL_ARG_DIFF_DST,
                                program.in(layout, gradient),
                                dnnl.DNNL_ARG_DIFF_SCALE,
                                Parameters.tensor(
                                        views.get(BatchNormalizationParamInitializer.GAMMA))));
        arguments.add(dnnl.DNNL_ARG_DIFF_SHIFT);
        arguments.add(Parameters.tensor(views.get(BatchNormalizationParamInitializer.BETA)));
        arguments.add(dnnl.DNNL_ARG_DIFF_SRC);
        arguments.add(result);
        arguments.addAll(mask);
        program.add(
                new batch_normalization_backward(description), description, arguments.toArray());
        contribute(operation.input(), result, true);
    }

    private void forward(Operation.Rectification operation) {
        if (isRectifiedAlready(operation)) {
            alias(operation);
            return;
        }
        Tensor source = value(operation.input());
        Tensor result = program.tensor(source.layout());
        eltwise_forward.primitive_desc description =
                Primitives.rectification(FORWARD, source.layout());
        program.add(
                new eltwise_forward(description),
                description,
                dnnl.DNNL_ARG_SRC,
                source,
                dnnl.DNNL_ARG_DST,
                result);
        give(operation, result);
        backward.add(
                () -> {
                    Gradient gradient = gradients.get(operation.name());
                    contribute(operation.input(), masked(gradient, result), true);
                });
    }

    /** What an operation gives out, and what anybody who asks for its activation gets. */
    private void give(Operation operation, Tensor result) {
        values.put(operation.name(), result);
        activations.put(operation.name(), () -> PlainArrays.of(result));
        intact.add(result);
    }

    private INDArray activation(String vertex) {
        Supplier<INDArray> known = activations.get(vertex);
        return known == null ? PlainArrays.of(value(vertex)) : known.get();
    }

    /** The ReLU's step is a part of the one before. */
    private void alias(Operation.Rectification operation) {
        give(operation, values.get(operation.input()));
        backward.add(() -> gradients.put(operation.input(), gradients.get(operation.name())));
    }

    private boolean isRectifiedAlready(Operation.Rectification operation) {
        return trunk.operations().stream()
                .filter(each -> each.name().equals(operation.input()))
                .anyMatch(this::rectifiesAlone);
    }

    /** Whether a batch norm or a sum is read by a ReLU and by nothing else. */
    private boolean rectifiesAlone(Operation operation) {
        return (operation instanceof Operation.Normalisation
                        || operation instanceof Operation.Addition)
                && !trunk.frozen().contains(operation.name())
                && readers.getOrDefault(operation.name(), List.of()).size() == 1
                && readers.get(operation.name()).get(0) instanceof Operation.Rectification reader
                && !trunk.frozen().contains(reader.name());
    }

    private void forward(Operation.Addition operation) {
        Tensor first = value(operation.first());
        Tensor second = program.in(first.layout(), value(operation.second()));
        operation.inputs().stream()
                .filter(trunk.frozen()::contains)
                .map(this::value)
                .forEach(intact::add);
        boolean rectify = rectifiesAlone(operation);
        // A batch norm's result is not needed for its backward pass.
        boolean inPlace =
                readers.get(operation.first()).size() == 1
                        && !trunk.frozen().contains(operation.first())
                        && trunk.operations().stream()
                                .anyMatch(
                                        each ->
                                                each instanceof Operation.Normalisation
                                                        && each.name().equals(operation.first()));
        Tensor result = inPlace ? first : program.tensor(first.layout());
        binary.primitive_desc description = Primitives.sum(first.layout(), rectify);
        program.add(
                new binary(description),
                description,
                dnnl.DNNL_ARG_SRC_0,
                first,
                dnnl.DNNL_ARG_SRC_1,
                second,
                dnnl.DNNL_ARG_DST,
                result);
        values.put(operation.name(), result);
        activations.put(
                operation.name(),
                () -> activation(operation.first()).addi(activation(operation.second())));
        backward.add(
                () -> {
                    Gradient gradient = gradients.get(operation.name());
                    Tensor shared = rectify ? masked(gradient, result) : gradient.tensor();
                    contribute(operation.first(), shared, false);
                    contribute(operation.second(), shared, false);
                });
    }

    /** The gradient where a ReLU's result is positive, and 0 elsewhere. */
    private Tensor masked(Gradient gradient, Tensor result) {
        memory.desc layout = result.layout();
        eltwise_backward.primitive_desc description =
                new eltwise_backward.primitive_desc(
                        OneDnn.engine(),
                        dnnl.algorithm.eltwise_relu,
                        layout,
                        layout,
                        layout,
                        0f,
                        0f,
                        Primitives.rectification(FORWARD, layout),
                        OneDnn.attributes(),
                        false);
        Tensor before = program.in(layout, gradient.tensor());
        boolean own = gradient.owned() || before != gradient.tensor();
        Tensor after = own ? before : program.tensor(layout);
        program.add(
                new eltwise_backward(description),
                description,
                dnnl.DNNL_ARG_SRC,
                result,
                dnnl.DNNL_ARG_DIFF_DST,
                before,
                dnnl.DNNL_ARG_DIFF_SRC,
                after);
        return after;
    }

    private void pool(Operation operation, PoolingShape shape, Tensor source) {
        pooling_forward.primitive_desc description = shape.forward(FORWARD);
        Tensor result = program.tensor(description.dst_desc());
        List<Object> positions = new ArrayList<>();
        if (!description.workspace_desc().is_zero()) {
            positions.add(dnnl.DNNL_ARG_WORKSPACE);
            positions.add(program.tensor(description.workspace_desc()));
        }
        List<Object> arguments =
                new ArrayList<>(List.of(dnnl.DNNL_ARG_SRC, source, dnnl.DNNL_ARG_DST, result));
        arguments.addAll(positions);
        program.add(new pooling_forward(description), description, arguments.toArray());
        give(operation, result);
        backward.add(
                () -> {
                    String input = operation.inputs().get(0);
                    if (hasGradient(input)) {
                        backward(input, shape, description, gradient(operation), positions);
                    }
                });
    }

    private void backward(
            String input,
            PoolingShape shape,
            pooling_forward.primitive_desc forward,
            Tensor gradient,
            List<Object> positions) {
        pooling_backward.primitive_desc description = shape.backward(forward);
        Tensor result = program.tensor(description.diff_src_desc());
        List<Object> arguments =
                new ArrayList<>(
                        List.of(
                                dnnl.DNNL_ARG_DIFF_DST,
                                program.in(description.diff_dst_desc(), gradient),
                                dnnl.DNNL_ARG_DIFF_SRC,
                                result));
        arguments.addAll(positions);
        program.add(new pooling_backward(description), description, arguments.toArray());
        contribute(input, result, true);
    }

    private boolean hasGradient(String vertex) {
        return !vertex.equals(trunk.input()) && !trunk.frozen().contains(vertex);
    }

    private Tensor gradient(Operation operation) {
        return gradients.get(operation.name()).tensor();
    }

    /** Takes in one of the gradients that sum up to that of a vertex's output. */
    private void contribute(String vertex, Tensor tensor, boolean owned) {
        if (!hasGradient(vertex)) {
            return;
        }
        Gradient before = gradients.get(vertex);
        if (before == null) {
            gradients.put(vertex, new Gradient(tensor, owned));
            return;
        }
        Tensor other = program.in(tensor.layout(), before.tensor());
        Tensor sum = owned ? tensor : program.tensor(tensor.layout());
        binary.primitive_desc description = Primitives.sum(tensor.layout(), false);
        program.add(
                new binary(description),
                description,
                dnnl.DNNL_ARG_SRC_0,
                tensor,
                dnnl.DNNL_ARG_SRC_1,
                other,
                dnnl.DNNL_ARG_DST,
                sum);
        gradients.put(vertex, new Gradient(sum, true));
    }
}
