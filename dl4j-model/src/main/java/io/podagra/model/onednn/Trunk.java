package io.podagra.model.onednn;

import io.podagra.model.graph.FixedStatistics;
import io.podagra.model.graph.FrozenPart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.convolution.ZeroPaddingLayer;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.layers.pooling.GlobalPoolingLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;

/**
 * The part of a network that is computed here: all from the image to the pooled features. What
 * follows, its output layers, stays with Deeplearning4j.
 *
 * @param input vertex of the images
 * @param operations in an order in which each comes after those it reads
 * @param features vertex that the output layers read, a global average
 * @param frozen vertices that work as in use, and have no gradients
 */
record Trunk(String input, List<Operation> operations, String features, Set<String> frozen) {

    Trunk {
        operations = List.copyOf(operations);
        frozen = Set.copyOf(frozen);
    }

    /** Those that read a vertex's output, with an operation that reads it twice twice. */
    Map<String, List<Operation>> readers() {
        Map<String, List<Operation>> readers = new HashMap<>();
        for (Operation operation : operations) {
            for (String name : operation.inputs()) {
                readers.computeIfAbsent(name, key -> new ArrayList<>()).add(operation);
            }
        }
        return readers;
    }

    /**
     * Reads the network.
     *
     * @param obstacle takes, in words for a user, what is not computed here
     * @return empty where there is such
     */
    static Optional<Trunk> of(ComputationGraph network, Consumer<String> obstacle) {
        Reader reader = new Reader(network);
        if (reader.read()) {
            return Optional.of(reader.trunk());
        }
        obstacle.accept(reader.obstacle);
        return Optional.empty();
    }

    private static final class Reader {
        private final ComputationGraph network;
        private final List<Operation> operations = new ArrayList<>();
        private final Set<String> known = new HashSet<>();
        private final Set<String> features = new HashSet<>();
        private final Set<String> averages = new HashSet<>();
        private final Set<String> frozen = new HashSet<>();

        /** Vertices that only pass on their input, with it. */
        private final Map<String, String> passed = new HashMap<>();

        /** Vertices that put a frame of zeros around their input. */
        private final Map<String, Frame> zeros = new HashMap<>();

        private String obstacle = "its vertices are not those of a trunk and output layers";

        private record Frame(String input, int rows, int columns) {}

        Reader(ComputationGraph network) {
            this.network = network;
        }

        Trunk trunk() {
            String input = network.getConfiguration().getNetworkInputs().get(0);
            return new Trunk(input, operations, features.iterator().next(), frozen);
        }

        boolean read() {
            if (network.getConfiguration().getNetworkInputs().size() != 1) {
                return false;
            }
            for (int index : network.topologicalSortOrder()) {
                GraphVertex vertex = network.getVertices()[index];
                if (!read(vertex)) {
                    obstacle = vertex.getVertexName() + " is not computed by oneDNN";
                    return false;
                }
            }
            // An average that the network gives out, or another operation reads, has no layout
            // here.
            return features.size() == 1
                    && operations.stream().allMatch(this::hasGradientOrNeedsNone)
                    && operations.stream()
                            .noneMatch(each -> each.inputs().stream().anyMatch(averages::contains))
                    && zeros.keySet().stream().noneMatch(features::contains);
        }

        /** Backpropagation ends at what is frozen: nothing before it can be trained. */
        private boolean hasGradientOrNeedsNone(Operation operation) {
            String input = network.getConfiguration().getNetworkInputs().get(0);
            return !frozen.contains(operation.name())
                    || operation.inputs().stream()
                            .allMatch(name -> name.equals(input) || frozen.contains(name));
        }

        private boolean read(GraphVertex vertex) {
            String name = vertex.getVertexName();
            if (vertex.isInputVertex()) {
                known.add(name);
                return true;
            }
            List<String> inputs = inputs(vertex);
            if (vertex instanceof LayerVertex layer
                    && layer.getLayer() instanceof BaseOutputLayer) {
                features.addAll(inputs);
                return averages.containsAll(inputs);
            }
            if (!known.containsAll(inputs) || vertex.isOutputVertex()) {
                return false;
            }
            known.add(name);
            GraphVertex plain = vertex;
            if (vertex instanceof FrozenPart part) {
                frozen.add(name);
                plain = part.vertex();
            }
            if (plain instanceof ElementWiseVertex) {
                return readSum(name, inputs);
            }
            return plain instanceof LayerVertex layer
                    && layer.getLayerPreProcessor() == null
                    && readLayer(name, layer.getLayer(), inputs.get(0));
        }

        private List<String> inputs(GraphVertex vertex) {
            List<String> names = new ArrayList<>();
            for (VertexIndices each : vertex.getInputVertices()) {
                String name = network.getVertices()[each.getVertexIndex()].getVertexName();
                names.add(passed.getOrDefault(name, name));
            }
            return names;
        }

        private boolean readSum(String name, List<String> inputs) {
            var configuration = network.getConfiguration().getVertices().get(name);
            boolean sum =
                    configuration
                                    instanceof
                                    org.deeplearning4j.nn.conf.graph.ElementWiseVertex elementWise
                            && elementWise.getOp()
                                    == org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op.Add;
            if (!sum || inputs.size() != 2 || inputs.stream().anyMatch(zeros::containsKey)) {
                return false;
            }
            operations.add(new Operation.Addition(name, inputs.get(0), inputs.get(1)));
            return true;
        }

        private boolean readLayer(String name, Layer layer, String input) {
            if (layer instanceof FrozenLayer wrapper) {
                frozen.add(name);
                return readLayer(name, wrapper.getInsideLayer(), input);
            }
            if (layer.conf().getLayer().getIDropout() != null
                    || (zeros.containsKey(input) && !(layer instanceof ConvolutionLayer))) {
                return false;
            }
            if (layer instanceof FixedStatistics fixed) {
                return readNormalisation(name, fixed.layer(), true, input);
            }
            // Of these classes alone: what inherits from them computes something else.
            Class<?> type = layer.getClass();
            if (type == BatchNormalization.class) {
                return readNormalisation(name, (BatchNormalization) layer, false, input);
            }
            if (type == ConvolutionLayer.class) {
                return readConvolution(name, (ConvolutionLayer) layer, input);
            }
            if (type == ActivationLayer.class) {
                return readActivation(name, (ActivationLayer) layer, input);
            }
            if (type == ZeroPaddingLayer.class) {
                return readZeros(name, (ZeroPaddingLayer) layer, input);
            }
            if (type == SubsamplingLayer.class) {
                return readPooling(name, (SubsamplingLayer) layer, input);
            }
            return type == GlobalPoolingLayer.class
                    && readAverage(name, (GlobalPoolingLayer) layer, input);
        }

        private boolean readConvolution(String name, ConvolutionLayer layer, String input) {
            var settings =
                    (org.deeplearning4j.nn.conf.layers.ConvolutionLayer) layer.conf().getLayer();
            if (settings.getCnn2dDataFormat() != CNN2DFormat.NCHW
                    || !isPlaced(settings.getConvolutionMode())
                    || settings.getWeightNoise() != null
                    || !(settings.getActivationFn() instanceof ActivationIdentity)) {
                return false;
            }
            Window window =
                    Window.of(
                            settings.getKernelSize(),
                            settings.getStride(),
                            settings.getDilation(),
                            settings.getPadding(),
                            settings.getConvolutionMode());
            String source = input;
            if (zeros.containsKey(input)) {
                if (window.isSame()) {
                    return false;
                }
                Frame frame = zeros.get(input);
                window = window.paddedBy(frame.rows(), frame.columns());
                source = frame.input();
            }
            operations.add(new Operation.Convolution(name, source, layer, window));
            return true;
        }

        /** The others look at the past only, or complain of sizes that do not fit. */
        private static boolean isPlaced(ConvolutionMode mode) {
            return mode == ConvolutionMode.Same || mode == ConvolutionMode.Truncate;
        }

        private boolean readNormalisation(
                String name, BatchNormalization layer, boolean fixed, String input) {
            var settings =
                    (org.deeplearning4j.nn.conf.layers.BatchNormalization) layer.conf().getLayer();
            if (settings.isLockGammaBeta() || settings.getCnn2DFormat() != CNN2DFormat.NCHW) {
                return false;
            }
            operations.add(new Operation.Normalisation(name, input, layer, fixed));
            return true;
        }

        private boolean readActivation(String name, ActivationLayer layer, String input) {
            IActivation function = layer.layerConf().getActivationFn();
            if (function instanceof ActivationIdentity) {
                passed.put(name, input);
                return true;
            }
            operations.add(new Operation.Rectification(name, input));
            return function.equals(new ActivationReLU());
        }

        private boolean readZeros(String name, ZeroPaddingLayer layer, String input) {
            var settings =
                    (org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer) layer.conf().getLayer();
            int[] padding = settings.getPadding();
            if (padding[0] != padding[1] || padding[2] != padding[3]) {
                return false;
            }
            zeros.put(name, new Frame(input, padding[0], padding[2]));
            return settings.getDataFormat() == CNN2DFormat.NCHW;
        }

        private boolean readPooling(String name, SubsamplingLayer layer, String input) {
            var settings =
                    (org.deeplearning4j.nn.conf.layers.SubsamplingLayer) layer.conf().getLayer();
            operations.add(
                    new Operation.MaxPooling(
                            name,
                            input,
                            Window.of(
                                    settings.getKernelSize(),
                                    settings.getStride(),
                                    settings.getDilation(),
                                    settings.getPadding(),
                                    settings.getConvolutionMode())));
            return settings.getPoolingType() == org.deeplearning4j.nn.conf.layers.PoolingType.MAX
                    && settings.getCnn2dDataFormat() == CNN2DFormat.NCHW
                    && isPlaced(settings.getConvolutionMode());
        }

        private boolean readAverage(String name, GlobalPoolingLayer layer, String input) {
            var settings =
                    (org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer) layer.conf().getLayer();
            operations.add(new Operation.GlobalAverage(name, input));
            averages.add(name);
            return settings.getPoolingType() == org.deeplearning4j.nn.conf.layers.PoolingType.AVG
                    && settings.isCollapseDimensions()
                    && isOverTheImage(settings.getPoolingDimensions());
        }

        private static boolean isOverTheImage(int[] dimensions) {
            return dimensions == null || Arrays.equals(dimensions, new int[] {2, 3});
        }
    }
}
