package io.podagra.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network for use alone, without the batch norms that follow its convolutions: with {@code s =
 * scale / sqrt(variance + epsilon)}, {@code s (w x + b - mean) + shift = (s w) x + (s (b - mean) +
 * shift)}, so that a convolution does both. It gives the same outputs up to the order of float32
 * sums, has fewer steps where nothing else fuses them, and cannot be trained on as it was.
 */
final class FoldedNetwork {
    private final ComputationGraph network;
    private final ComputationGraphConfiguration configuration;

    /** The convolution that a batch norm is folded into, by the batch norm's name. */
    private final Map<String, String> folded;

    private FoldedNetwork(ComputationGraph network) {
        this.network = network;
        this.configuration = network.getConfiguration();
        this.folded = foldable();
    }

    /** A new network, computed by Deeplearning4j's own layers; the given one is left as it is. */
    static ComputationGraph of(ComputationGraph network) {
        return new FoldedNetwork(network).fold();
    }

    private Map<String, String> foldable() {
        Map<String, String> convolutions = new LinkedHashMap<>();
        configuration
                .getVertices()
                .forEach(
                        (name, vertex) ->
                                layer(vertex, BatchNormalization.class)
                                        .flatMap(any -> convolutionBefore(name))
                                        .ifPresent(before -> convolutions.put(name, before)));
        return convolutions;
    }

    /** The convolution that feeds this vertex and nothing else, and changes nothing in between. */
    private Optional<String> convolutionBefore(String vertex) {
        List<String> inputs = configuration.getVertexInputs().get(vertex);
        String before = inputs.get(0);
        long readers =
                configuration.getVertexInputs().values().stream()
                        .filter(list -> list.contains(before))
                        .count();
        return inputs.size() == 1
                        && readers == 1
                        && !configuration.getNetworkOutputs().contains(before)
                ? Optional.ofNullable(configuration.getVertices().get(before))
                        .flatMap(found -> layer(found, ConvolutionLayer.class))
                        .filter(
                                convolution ->
                                        convolution.hasBias()
                                                && convolution.getActivationFn()
                                                        instanceof ActivationIdentity)
                        .map(convolution -> before)
                : Optional.empty();
    }

    private static <T> Optional<T> layer(GraphVertex vertex, Class<T> type) {
        return vertex instanceof LayerVertex found
                        && type.isInstance(found.getLayerConf().getLayer())
                ? Optional.of(type.cast(found.getLayerConf().getLayer()))
                : Optional.empty();
    }

    private ComputationGraph fold() {
        GraphBuilder builder = new NeuralNetConfiguration.Builder().seed(0).graphBuilder();
        builder.addInputs(configuration.getNetworkInputs());
        configuration
                .getVertices()
                .forEach(
                        (name, vertex) -> {
                            if (!folded.containsKey(name)) {
                                builder.addVertex(name, vertex.clone(), inputs(name));
                            }
                        });
        builder.setOutputs(configuration.getNetworkOutputs().toArray(String[]::new));
        ComputationGraph result = new ComputationGraph(builder.build());
        result.init();
        Map<String, String> normalisations = new HashMap<>();
        folded.forEach(
                (normalisation, convolution) -> normalisations.put(convolution, normalisation));
        for (Layer layer : result.getLayers()) {
            String name = layer.conf().getLayer().getLayerName();
            copy(network.getLayer(name), layer, Optional.ofNullable(normalisations.get(name)));
        }
        return result;
    }

    private String[] inputs(String vertex) {
        List<String> inputs = new ArrayList<>();
        for (String input : configuration.getVertexInputs().get(vertex)) {
            inputs.add(folded.getOrDefault(input, input));
        }
        return inputs.toArray(String[]::new);
    }

    private void copy(Layer from, Layer to, Optional<String> normalisation) {
        if (normalisation.isPresent()) {
            fold(from, network.getLayer(normalisation.get()), to);
            return;
        }
        from.paramTable().forEach((key, values) -> to.getParam(key).assign(values));
    }

    private static void fold(Layer convolution, Layer normalisation, Layer to) {
        INDArray scale = Nd4j.createFromArray(scale(normalisation));
        INDArray weights = convolution.getParam(ConvolutionParamInitializer.WEIGHT_KEY);
        INDArray bias = convolution.getParam(ConvolutionParamInitializer.BIAS_KEY);
        INDArray mean = normalisation.getParam(BatchNormalizationParamInitializer.GLOBAL_MEAN);
        INDArray shift = normalisation.getParam(BatchNormalizationParamInitializer.BETA);
        to.getParam(ConvolutionParamInitializer.WEIGHT_KEY)
                .assign(weights.mul(scale.reshape(scale.length(), 1, 1, 1)));
        to.getParam(ConvolutionParamInitializer.BIAS_KEY)
                .assign(
                        bias.sub(mean.reshape(bias.shape()))
                                .muli(scale.reshape(bias.shape()))
                                .addi(shift.reshape(bias.shape())));
    }

    /** {@code scale / sqrt(variance + epsilon)} of each channel, in double precision. */
    private static float[] scale(Layer normalisation) {
        BatchNormalization layer = (BatchNormalization) normalisation.conf().getLayer();
        float[] gamma =
                normalisation.getParam(BatchNormalizationParamInitializer.GAMMA).toFloatVector();
        float[] spread =
                normalisation
                        .getParam(
                                layer.isUseLogStd()
                                        ? BatchNormalizationParamInitializer.GLOBAL_LOG_STD
                                        : BatchNormalizationParamInitializer.GLOBAL_VAR)
                        .toFloatVector();
        float[] scale = new float[gamma.length];
        for (int channel = 0; channel < scale.length; channel++) {
            double variance =
                    layer.isUseLogStd() ? Math.pow(10, 2.0 * spread[channel]) : spread[channel];
            scale[channel] = (float) (gamma[channel] / Math.sqrt(variance + layer.getEps()));
        }
        return scale;
    }
}
