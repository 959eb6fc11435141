package io.podagra.model.onednn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.dnnl.primitive_attr;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;

/**
 * Adds to a program what a trunk, or the frozen part of one, computes when it is not trained: a
 * convolution with its batch norm folded into the weights, and the sum with the shortcut and the
 * ReLU that follow it done before its result leaves the processor's registers.
 *
 * <p>Steps are added as values are asked for, so that a shortcut is there before the convolution
 * that adds to it.
 */
final class InUse {
    private final Program program;
    private final Weights weights;
    private final Map<String, Operation> operations = new HashMap<>();
    private final Map<String, List<Operation>> readers;
    private final Map<String, Tensor> values = new HashMap<>();
    private final String input;

    /** Operations whose step has been added, alone or as a part of another's. */
    private final Set<String> done = new HashSet<>();

    private final List<FoldedConvolution> needed = new ArrayList<>();

    /**
     * @param images the network's input, {@code [batch, channels, height, width]}, plain
     */
    InUse(Program program, Weights weights, Trunk trunk, Tensor images) {
        this.program = program;
        this.weights = weights;
        this.readers = trunk.readers();
        this.input = trunk.input();
        trunk.operations().forEach(each -> operations.put(each.name(), each));
        values.put(trunk.input(), images);
    }

    /** What a vertex gives out, after the steps that this adds. */
    Tensor value(String vertex) {
        Tensor known = values.get(vertex);
        if (known != null) {
            return known;
        }
        Tensor value = added(operations.get(vertex));
        values.put(vertex, value);
        done.add(vertex);
        return value;
    }

    /** What has to be prepared before a run. */
    List<FoldedConvolution> needed() {
        return List.copyOf(needed);
    }

    private Tensor added(Operation operation) {
        if (operation instanceof Operation.Convolution convolution) {
            return convolve(convolution, Optional.empty(), Optional.empty(), false);
        }
        if (operation instanceof Operation.Normalisation normalisation) {
            return normalise(normalisation, false);
        }
        if (operation instanceof Operation.Addition addition) {
            return add(addition, false);
        }
        if (operation instanceof Operation.Rectification rectification) {
            return rectify(rectification);
        }
        if (operation instanceof Operation.MaxPooling pooling) {
            Tensor source = value(pooling.input());
            return pool(PoolingShape.largest(pooling.window(), source), source);
        }
        Tensor source = value(((Operation.GlobalAverage) operation).input());
        return pool(PoolingShape.mean(source), source);
    }

    /** The ReLU as the end of what it reads, where nothing else reads that. */
    private Tensor rectify(Operation.Rectification operation) {
        if (isReadOnlyBy(operation, operation.input())) {
            Operation before = operations.get(operation.input());
            if (before instanceof Operation.Normalisation normalisation) {
                return normalise(normalisation, true);
            }
            if (before instanceof Operation.Addition addition) {
                return add(addition, true);
            }
            if (before instanceof Operation.Convolution convolution) {
                return convolve(convolution, Optional.empty(), Optional.empty(), true);
            }
        }
        Tensor source = value(operation.input());
        Tensor result = program.tensor(source.layout());
        eltwise_forward.primitive_desc description =
                Primitives.rectification(dnnl.prop_kind.forward_inference, source.layout());
        program.add(
                new eltwise_forward(description),
                description,
                dnnl.DNNL_ARG_SRC,
                source,
                dnnl.DNNL_ARG_DST,
                result);
        return result;
    }

    private Tensor normalise(Operation.Normalisation operation, boolean rectify) {
        Optional<Operation.Convolution> before = convolutionBefore(operation);
        if (before.isPresent()) {
            return convolve(before.get(), Optional.of(operation), Optional.empty(), rectify);
        }
        Tensor source = value(operation.input());
        Tensor result = program.tensor(source.layout());
        batch_normalization_forward.primitive_desc description =
                Primitives.normalisation(
                        operation,
                        dnnl.prop_kind.forward_inference,
                        source.layout(),
                        Primitives.flags(true, false),
                        Primitives.endingWith(false, rectify));
        var layer = operation.layer();
        program.add(
                new batch_normalization_forward(description),
                description,
                dnnl.DNNL_ARG_SRC,
                source,
                dnnl.DNNL_ARG_DST,
                result,
                dnnl.DNNL_ARG_SCALE,
                Parameters.tensor(layer.getParam(BatchNormalizationParamInitializer.GAMMA)),
                dnnl.DNNL_ARG_SHIFT,
                Parameters.tensor(layer.getParam(BatchNormalizationParamInitializer.BETA)),
                dnnl.DNNL_ARG_MEAN,
                Parameters.tensor(layer.getParam(BatchNormalizationParamInitializer.GLOBAL_MEAN)),
                dnnl.DNNL_ARG_VARIANCE,
                weights.variance(layer));
        return result;
    }

    private Tensor add(Operation.Addition operation, boolean rectify) {
        for (String name : operation.inputs()) {
            String other = name.equals(operation.first()) ? operation.second() : operation.first();
            if (isReadOnlyBy(operation, name)
                    && operations.get(name) instanceof Operation.Normalisation normalisation
                    && convolutionBefore(normalisation).isPresent()
                    && !values.containsKey(name)) {
                Operation.Convolution convolution = convolutionBefore(normalisation).get();
                value(convolution.input());
                value(other);
                if (canBeOverwritten(other, operation)) {
                    done.add(name);
                    return convolve(
                            convolution, Optional.of(normalisation), Optional.of(other), rectify);
                }
            }
        }
        Tensor first = value(operation.first());
        Tensor second = program.in(first.layout(), value(operation.second()));
        Tensor result = program.tensor(first.layout());
        Primitives.addSum(program, first, second, result, rectify);
        return result;
    }

    /** Whether nothing that is still to come reads it. */
    private boolean canBeOverwritten(String vertex, Operation by) {
        return !vertex.equals(input)
                && readers.get(vertex).stream()
                        .allMatch(
                                reader ->
                                        reader.name().equals(by.name())
                                                || done.contains(reader.name()));
    }

    private Tensor convolve(
            Operation.Convolution operation,
            Optional<Operation.Normalisation> normalisation,
            Optional<String> addedTo,
            boolean rectify) {
        Tensor source = value(operation.input());
        ConvolutionShape shape =
                new ConvolutionShape(operation, source.shape(), operation.input().equals(input));
        primitive_attr attributes = Primitives.endingWith(addedTo.isPresent(), rectify);
        convolution_forward.primitive_desc description =
                shape.forward(dnnl.prop_kind.forward_inference, attributes);
        FoldedConvolution folded =
                weights.folded(operation, normalisation, description.weights_desc());
        needed.add(folded);
        memory.desc layout = description.dst_desc();
        Tensor result =
                addedTo.isPresent()
                        ? program.in(layout, value(addedTo.get()))
                        : program.tensor(layout);
        program.add(
                new convolution_forward(description),
                description,
                dnnl.DNNL_ARG_SRC,
                program.in(description.src_desc(), source),
                dnnl.DNNL_ARG_WEIGHTS,
                folded.weights(),
                dnnl.DNNL_ARG_BIAS,
                folded.bias(),
                dnnl.DNNL_ARG_DST,
                result);
        done.add(operation.name());
        normalisation.ifPresent(each -> done.add(each.name()));
        return result;
    }

    private Tensor pool(PoolingShape shape, Tensor source) {
        pooling_forward.primitive_desc description =
                shape.forward(dnnl.prop_kind.forward_inference);
        Tensor result = program.tensor(description.dst_desc());
        program.add(
                new pooling_forward(description),
                description,
                dnnl.DNNL_ARG_SRC,
                source,
                dnnl.DNNL_ARG_DST,
                result);
        return result;
    }

    private Optional<Operation.Convolution> convolutionBefore(Operation.Normalisation operation) {
        return isReadOnlyBy(operation, operation.input())
                        && operations.get(operation.input())
                                instanceof Operation.Convolution convolution
                        && !values.containsKey(operation.input())
                ? Optional.of(convolution)
                : Optional.empty();
    }

    private boolean isReadOnlyBy(Operation reader, String vertex) {
        List<Operation> all = readers.get(vertex);
        return all.size() == 1 && all.get(0).name().equals(reader.name());
    }
}
