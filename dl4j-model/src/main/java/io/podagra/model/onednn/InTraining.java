package io.podagra.model.onednn;

import io.podagra.model.graph.GradientViews;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
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
    private final Gradients gradients;
    private final Activations activations = new Activations();
    private final List<Runnable> backward = new ArrayList<>();
    private final List<RunningStatistics> statistics = new ArrayList<>();

    /**
     * @param images the network's input, {@code [batch, channels, height, width]}, plain
     */
    InTraining(Program program, Weights weights, Trunk trunk, Tensor images) {
        this.program = program;
        this.weights = weights;
        this.trunk = trunk;
        this.readers = trunk.readers();
        this.frozen = new InUse(program, weights, trunk, images);
        this.gradients = new Gradients(program, trunk);
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
        activations.keepUntil(program.steps() - 1);
    }

    /**
     * What the vertices that are not frozen give out, as long as no backward pass has run. What is
     * overwritten, a batch norm's result, is computed again.
     */
    Map<String, Supplier<INDArray>> activations() {
        return activations.all();
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
        gradients.addShared(vertex, gradient);
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
        TrainedConvolution convolution =
                new TrainedConvolution(
                        program,
                        operation,
                        value(operation.input()),
                        operation.input().equals(trunk.input()));
        give(operation, convolution.forward(weights));
        backward.add(
                () -> {
                    Tensor gradient = gradients.of(operation.name());
                    convolution.backwardWeights(gradient);
                    if (gradients.isNeeded(operation.input())) {
                        gradients.add(operation.input(), convolution.backwardData(gradient));
                    }
                });
    }

    private void forward(Operation.Normalisation operation) {
        Tensor source = value(operation.input());
        boolean rectify = rectifiesAlone(operation);
        batch_normalization_forward.primitive_desc description =
                Primitives.normalisation(
                        operation,
                        FORWARD,
                        source.layout(),
                        Primitives.flags(operation.fixed(), rectify),
                        OneDnn.attributes());
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
                    Tensor gradient = gradients.of(operation.name());
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
        gradients.add(operation.input(), result);
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
                () -> gradients.add(operation.input(), gradients.masked(operation.name(), result)));
    }

    /** What an operation gives out, and what anybody who asks for its activation gets. */
    private void give(Operation operation, Tensor result) {
        values.put(operation.name(), result);
        activations.put(operation.name(), result);
    }

    private INDArray sum(Operation.Addition operation) {
        try (INDArray second = activation(operation.second())) {
            return activation(operation.first()).addi(second);
        }
    }

    private INDArray activation(String vertex) {
        return activations.of(vertex, value(vertex));
    }

    /** The ReLU's step is a part of the one before. */
    private void alias(Operation.Rectification operation) {
        give(operation, values.get(operation.input()));
        backward.add(() -> gradients.share(operation.name(), operation.input()));
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
                .forEach(activations::keep);
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
        Primitives.addSum(program, first, second, result, rectify);
        values.put(operation.name(), result);
        activations.put(operation.name(), () -> sum(operation));
        backward.add(
                () -> {
                    Tensor shared =
                            rectify
                                    ? gradients.masked(operation.name(), result)
                                    : gradients.of(operation.name());
                    gradients.addShared(operation.first(), shared);
                    gradients.addShared(operation.second(), shared);
                });
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
                    if (gradients.isNeeded(input)) {
                        backward(
                                input,
                                shape,
                                description,
                                gradients.of(operation.name()),
                                positions);
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
        gradients.add(input, result);
    }
}
