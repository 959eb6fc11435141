package io.podagra.model;

import static java.util.Objects.requireNonNull;

import io.podagra.model.onednn.OneDnnGraph;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.training.Updaters;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInitRelu;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.deeplearning4j.zoo.model.ResNet50;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The ResNet-50 of He et al. (2016, arXiv:1512.03385), made from the zoo's graph.
 *
 * <p>The zoo's graph of Deeplearning4j 1.0.0-M2.1 departs from ResNet-50 in four ways that are
 * corrected here: the first block of stage 2 halves the image a second time (issue #5463), the last
 * pooling is a 3x3 maximum instead of a global average (#8981), the initial weights (normal, sigma
 * 0.5) and RmsProp with rate 0.1 diverge, and the head has 1,000 classes. Input is {@code [batch,
 * 3, size, size]}, normalised as the base weights want it, output {@code [batch, 2]}: the
 * probabilities of normal and abnormal.
 */
public final class ResNet50Graph {
    /** Channels of the input; grey images are replicated. */
    public static final int CHANNELS = 3;

    /** Classes of the output: 0 normal, 1 abnormal. */
    public static final int CLASSES = 2;

    /** Name of the pooled features, {@code [batch, 2048]}. */
    public static final String FEATURES = "avgpool";

    /** Name of the two class probabilities. */
    public static final String OUTPUT = "output";

    private static final List<Head> CLASSIFIER =
            List.of(new Head(OUTPUT, CLASSES, Activation.SOFTMAX, LossFunction.MCXENT));

    private static final String LAST_BLOCK = "res5c_branch";

    /**
     * The batch norm that ends a block's residual branch. Its scale starts at 0, so that every
     * block starts as the identity (Goyal et al. 2017, arXiv:1706.02677, 5.1): without it, training
     * from random weights on a few hundred images starts with saturated outputs.
     */
    private static final String LAST_NORMALISATION = "_branch2c";

    private static final List<String> STRIDE_ONE = List.of("res2a_branch2a", "res2a_branch1");

    private ResNet50Graph() {}

    /**
     * What is computed from the pooled features.
     *
     * @param name of its vertex
     * @param outputs number of values
     * @param activation of them
     * @param loss that it is trained with
     */
    public record Head(String name, int outputs, Activation activation, LossFunction loss) {
        public Head {
            requireNonNull(name, "name is null");
            requireNonNull(activation, "activation is null");
            requireNonNull(loss, "loss is null");
        }
    }

    /**
     * A network with random weights.
     *
     * @param imageSize height and width of the input in pixels, at least 32
     * @param settings dropout, and the optimiser that an exported model would be trained on with
     * @param seed of the initial weights
     * @throws BackendUnavailableException if the backend cannot run here
     */
    public static ComputationGraph create(int imageSize, TrainingSettings settings, long seed) {
        return create(imageSize, ResNetVariant.PODAGRA, settings, seed);
    }

    /**
     * As {@link #create(int, TrainingSettings, long)}, of the variant that base weights were made
     * for.
     */
    public static ComputationGraph create(
            int imageSize, ResNetVariant variant, TrainingSettings settings, long seed) {
        return create(imageSize, variant, CLASSIFIER, settings, seed);
    }

    /** The same with other outputs than the two classes, in the order of the list. */
    public static ComputationGraph create(
            int imageSize,
            ResNetVariant variant,
            List<Head> heads,
            TrainingSettings settings,
            long seed) {
        Backend.require();
        LayerHelpers.enable();
        ComputationGraph graph =
                OneDnnGraph.orPlain(configuration(imageSize, variant, heads, settings, seed));
        graph.init();
        return graph;
    }

    /** Of the network with the two classes. */
    static ComputationGraphConfiguration configuration(
            int imageSize, ResNetVariant variant, TrainingSettings settings) {
        return configuration(imageSize, variant, CLASSIFIER, settings, 0);
    }

    private static ComputationGraphConfiguration configuration(
            int imageSize,
            ResNetVariant variant,
            List<Head> heads,
            TrainingSettings settings,
            long seed) {
        IUpdater updater = Updaters.forExport(settings);
        GraphBuilder builder =
                ResNet50.builder()
                        .seed(seed)
                        .numClasses(CLASSES)
                        .inputShape(new int[] {CHANNELS, imageSize, imageSize})
                        .updater(updater)
                        .build()
                        .graphBuilder();
        replaceHead(builder, heads, settings.dropout());
        for (var vertex : builder.getVertices().entrySet()) {
            correct(vertex.getKey(), vertex.getValue(), updater);
            if (vertex.getValue() instanceof LayerVertex layer) {
                variant.applyTo(vertex.getKey(), layer.getLayerConf().getLayer());
            }
        }
        return builder.build();
    }

    private static void replaceHead(GraphBuilder builder, List<Head> heads, double dropout) {
        builder.removeVertex(OUTPUT, true);
        builder.removeVertex(FEATURES, true);
        builder.addLayer(
                FEATURES,
                new GlobalPoolingLayer.Builder().poolingType(PoolingType.AVG).build(),
                LAST_BLOCK);
        for (Head head : heads) {
            OutputLayer.Builder layer =
                    new OutputLayer.Builder(head.loss())
                            .nOut(head.outputs())
                            .activation(head.activation());
            if (dropout > 0) {
                layer.dropOut(1 - dropout); // Deeplearning4j's is the share that is kept
            }
            builder.addLayer(head.name(), layer.build(), FEATURES);
        }
        builder.setOutputs(heads.stream().map(Head::name).toArray(String[]::new));
    }

    private static void correct(String name, GraphVertex vertex, IUpdater updater) {
        if (!(vertex instanceof LayerVertex layerVertex)
                || !(layerVertex.getLayerConf().getLayer() instanceof BaseLayer layer)) {
            return;
        }
        layer.setIUpdater(updater);
        layer.setBiasUpdater(null);
        // Decay is a part of the step (WeightUpdate); here it would be in every score, too.
        layer.setRegularization(new ArrayList<>());
        layer.setRegularizationBias(new ArrayList<>());
        layer.setWeightInitFn(
                layer instanceof OutputLayer ? new WeightInitXavier() : new WeightInitRelu());
        if (name.endsWith(LAST_NORMALISATION)
                && layer instanceof BatchNormalization normalisation) {
            normalisation.setGamma(0);
        }
        if (STRIDE_ONE.contains(name) && layer instanceof ConvolutionLayer convolution) {
            convolution.setStride(new int[] {1, 1});
        }
    }
}
