package io.podagra.model;

import io.podagra.data.InvalidInputException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/**
 * Whether a network is a classifier of images as they are handed to it: three channels in, a
 * probability of each class out. Files of others hold whatever networks there are.
 */
final class ClassifierCheck {
    private final String shownAs;
    private final ComputationGraph network;
    private final ComputationGraphConfiguration configuration;

    private ClassifierCheck(String shownAs, ComputationGraph network) {
        this.shownAs = shownAs;
        this.network = network;
        this.configuration = network.getConfiguration();
    }

    /**
     * Refuses another network.
     *
     * @param shownAs what messages call the file
     * @param metadata that name the classes; without them there are two
     * @throws InvalidInputException telling what the network is instead
     */
    static void require(
            String shownAs, ComputationGraph network, Optional<ModelMetadata> metadata) {
        ClassifierCheck check = new ClassifierCheck(shownAs, network);
        check.requireOneInputAndOutput();
        check.requireClasses(metadata);
        check.requireChannels();
        check.requireProbabilities();
    }

    private void requireOneInputAndOutput() {
        if (network.getNumInputArrays() != 1 || network.getNumOutputArrays() != 1) {
            throw new InvalidInputException(
                    "%s: its network has %d inputs and %d outputs, expected one of each; give a classifier of images"
                            .formatted(
                                    shownAs,
                                    network.getNumInputArrays(),
                                    network.getNumOutputArrays()));
        }
    }

    private void requireClasses(Optional<ModelMetadata> metadata) {
        long outputs = network.layerSize(output());
        int classes = metadata.map(known -> known.classes().size()).orElse(ResNet50Graph.CLASSES);
        if (outputs != classes) {
            throw new InvalidInputException(
                    "%s: its network has %d outputs, %s"
                            .formatted(
                                    shownAs,
                                    outputs,
                                    metadata.map(
                                                    known ->
                                                            "its metadata names %d classes (%s); export the model again"
                                                                    .formatted(
                                                                            classes,
                                                                            String.join(
                                                                                    ", ",
                                                                                    known
                                                                                            .classes())))
                                            .orElse(
                                                    "expected 2, normal and abnormal; give a"
                                                            + " classifier of two classes")));
        }
    }

    private void requireChannels() {
        Optional<Images> taken = images();
        if (!taken.equals(Optional.of(new Images(ResNet50Graph.CHANNELS, false)))) {
            throw new InvalidInputException(
                    "%s: its network takes %s, expected images of %d channels (blue, green, red), channel after channel; give a classifier of such images"
                            .formatted(
                                    shownAs,
                                    taken.map(Images::words).orElse("no images"),
                                    ResNet50Graph.CHANNELS));
        }
    }

    private void requireProbabilities() {
        Optional<IActivation> activation =
                layer(configuration.getVertices().get(output()))
                        .flatMap(ClassifierCheck::activation);
        if (activation.filter(ActivationSoftmax.class::isInstance).isEmpty()) {
            throw new InvalidInputException(
                    "%s: its network's output is %s, expected a softmax, whose second output is a probability; give a classifier that ends in one"
                            .formatted(
                                    shownAs,
                                    activation
                                            .map(function -> "of the activation " + function)
                                            .orElse("not of an activation function")));
        }
    }

    private String output() {
        return configuration.getNetworkOutputs().get(0);
    }

    private static Optional<IActivation> activation(Layer layer) {
        return layer instanceof BaseLayer last
                ? Optional.of(last.getActivationFn())
                : Optional.empty();
    }

    /**
     * Images that a network takes.
     *
     * @param channels of each
     * @param pixelByPixel whether the channels of a pixel lie together (NHWC), as in Keras
     */
    private record Images(long channels, boolean pixelByPixel) {
        Images(long channels, CNN2DFormat order) {
            this(channels, order == CNN2DFormat.NHWC);
        }

        String words() {
            return "images of %d channels%s"
                    .formatted(channels, pixelByPixel ? ", pixel by pixel" : "");
        }
    }

    /** Those of the first layer behind the input that has weights; empty if it takes no images. */
    private Optional<Images> images() {
        Queue<String> reached = new ArrayDeque<>(configuration.getNetworkInputs());
        Set<String> seen = new HashSet<>(reached);
        while (!reached.isEmpty()) {
            String from = reached.remove();
            for (String next : readersOf(from)) {
                GraphVertex vertex = configuration.getVertices().get(next);
                Optional<Layer> layer = layer(vertex);
                if (layer.filter(FeedForwardLayer.class::isInstance).isPresent()) {
                    return images((LayerVertex) vertex, layer.get());
                }
                if (seen.add(next)) {
                    reached.add(next);
                }
            }
        }
        return Optional.empty();
    }

    private List<String> readersOf(String vertex) {
        return configuration.getVertexInputs().entrySet().stream()
                .filter(entry -> entry.getValue().contains(vertex))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Optional<Images> images(LayerVertex vertex, Layer layer) {
        if (layer instanceof ConvolutionLayer convolution) {
            return convolution instanceof Convolution1DLayer || convolution instanceof Convolution3D
                    ? Optional.empty()
                    : Optional.of(
                            new Images(convolution.getNIn(), convolution.getCnn2dDataFormat()));
        }
        if (layer instanceof BatchNormalization normalisation) {
            return Optional.of(new Images(normalisation.getNIn(), normalisation.getCnn2DFormat()));
        }
        InputPreProcessor before = vertex.getPreProcessor();
        return before instanceof CnnToFeedForwardPreProcessor flattening
                ? Optional.of(new Images(flattening.getNumChannels(), flattening.getFormat()))
                : Optional.empty();
    }

    /** The layer of a vertex, without what is wrapped around it. */
    private static Optional<Layer> layer(GraphVertex vertex) {
        if (!(vertex instanceof LayerVertex found)) {
            return Optional.empty();
        }
        Layer layer = found.getLayerConf().getLayer();
        while (true) {
            if (layer instanceof FrozenLayer frozen) {
                layer = frozen.getLayer();
            } else if (layer instanceof BaseWrapperLayer wrapper) {
                layer = wrapper.getUnderlying();
            } else {
                return Optional.of(layer);
            }
        }
    }
}
