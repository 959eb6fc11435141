package io.podagra.model;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/**
 * In what published ResNet-50s differ although their weights have the same shapes. Weights loaded
 * into another variant than their own raise no error and give other activations.
 *
 * @param downsampling which convolution of a stage's first block has stride 2
 * @param poolPadding rows and columns of padding around the input of the stem's max-pooling, 0 or 1
 * @param epsilon added to the variance in every batch norm
 */
public record ResNetVariant(DownsamplingAt downsampling, int poolPadding, double epsilon) {
    /** What Podagra trains from random weights. */
    public static final ResNetVariant PODAGRA =
            new ResNetVariant(DownsamplingAt.FIRST_CONVOLUTION, 0, 1e-5);

    /** Keras before keras-applications 1.0.8 (the file names bn_conv1): its resnet50.py. */
    public static final ResNetVariant KERAS_OLD =
            new ResNetVariant(DownsamplingAt.FIRST_CONVOLUTION, 0, 1e-3);

    /** Keras since (the file names conv1_bn), RadImageNet's h5: resnet_common.py. */
    public static final ResNetVariant KERAS_NEW =
            new ResNetVariant(DownsamplingAt.FIRST_CONVOLUTION, 1, 1.001e-5);

    /** Torchvision, timm, RadImageNet's pt: torchvision/models/resnet.py, "ResNet V1.5". */
    public static final ResNetVariant TORCH =
            new ResNetVariant(DownsamplingAt.MIDDLE_CONVOLUTION, 1, 1e-5);

    private static final String POOLING = "stem-maxpool1";
    private static final String STEM_NORMALISATION = "stem-batch1";
    private static final int[] ONE = {1, 1};
    private static final int[] TWO = {2, 2};

    /** Which convolution of the first block of stages 3 to 5 has stride 2. */
    public enum DownsamplingAt {
        /** The first, 1x1: He et al. 2016 ("v1"). */
        FIRST_CONVOLUTION,
        /** The second, 3x3: Goyal et al. 2017, arXiv:1706.02677 ("v1.5"). */
        MIDDLE_CONVOLUTION
    }

    /**
     * @throws IllegalArgumentException if the padding is not 0 or 1 or epsilon is not positive
     */
    public ResNetVariant {
        requireNonNull(downsampling, "downsampling is null");
        if (poolPadding < 0 || poolPadding > 1) {
            throw new IllegalArgumentException(
                    "padding of the pooling is " + poolPadding + ", expected 0 or 1");
        }
        if (!(epsilon > 0) || epsilon > 1) {
            throw new IllegalArgumentException(
                    "epsilon of the batch norms is " + epsilon + ", expected (0, 1]");
        }
    }

    /**
     * The variant that a graph is.
     *
     * @throws IllegalArgumentException if it is none of them: a vertex is missing, or stage 2
     *     halves the image as the zoo's graph does (Deeplearning4j, issue #5463)
     */
    public static ResNetVariant of(ComputationGraphConfiguration configuration) {
        Map<String, GraphVertex> vertices = configuration.getVertices();
        requireStride(vertices, "res2a_branch2a", ONE);
        requireStride(vertices, "res2a_branch1", ONE);
        boolean first =
                Arrays.equals(
                        layer(vertices, "res3a_branch2a", ConvolutionLayer.class).getStride(), TWO);
        for (int stage = 3; stage <= 5; stage++) {
            requireStride(vertices, "res" + stage + "a_branch2a", first ? TWO : ONE);
            requireStride(vertices, "res" + stage + "a_branch2b", first ? ONE : TWO);
            requireStride(vertices, "res" + stage + "a_branch1", TWO);
        }
        return new ResNetVariant(
                first ? DownsamplingAt.FIRST_CONVOLUTION : DownsamplingAt.MIDDLE_CONVOLUTION,
                layer(vertices, POOLING, SubsamplingLayer.class).getPadding()[0],
                layer(vertices, STEM_NORMALISATION, BatchNormalization.class).getEps());
    }

    /** What makes the variant, for a reader of a report. */
    public String words() {
        return "stride 2 in %s convolution of a stage (%s), max-pooling padded by %d, batch-norm epsilon %s"
                .formatted(
                        downsampling == DownsamplingAt.FIRST_CONVOLUTION
                                ? "the first 1x1"
                                : "the first 3x3",
                        downsampling == DownsamplingAt.FIRST_CONVOLUTION ? "v1" : "v1.5",
                        poolPadding,
                        epsilon);
    }

    /** Makes a layer of the v1 graph a layer of this variant. */
    void applyTo(String name, Layer layer) {
        if (layer instanceof BatchNormalization normalisation) {
            normalisation.setEps(epsilon);
        } else if (layer instanceof SubsamplingLayer pooling && name.equals(POOLING)) {
            pooling.setPadding(new int[] {poolPadding, poolPadding});
        } else if (layer instanceof ConvolutionLayer convolution
                && downsampling == DownsamplingAt.MIDDLE_CONVOLUTION) {
            moveStride(name, convolution);
        }
    }

    private static void moveStride(String name, ConvolutionLayer convolution) {
        if (name.matches("res[345]a_branch2a")) {
            convolution.setStride(ONE.clone());
        } else if (name.matches("res[345]a_branch2b")) {
            convolution.setStride(TWO.clone());
            // Mode Same would pad an even image on the right and below only, torch pads all round.
            convolution.setConvolutionMode(ConvolutionMode.Truncate);
            convolution.setPadding(ONE.clone());
        }
    }

    private static void requireStride(
            Map<String, GraphVertex> vertices, String name, int[] expected) {
        int[] stride = layer(vertices, name, ConvolutionLayer.class).getStride();
        if (!Arrays.equals(stride, expected)) {
            throw new IllegalArgumentException(
                    "%s has stride %s, expected %s"
                            .formatted(name, Arrays.toString(stride), Arrays.toString(expected)));
        }
    }

    private static <T extends Layer> T layer(
            Map<String, GraphVertex> vertices, String name, Class<T> type) {
        if (vertices.get(name) instanceof LayerVertex vertex
                && type.isInstance(vertex.getLayerConf().getLayer())) {
            return type.cast(vertex.getLayerConf().getLayer());
        }
        throw new IllegalArgumentException(
                "it has no %s named %s".formatted(type.getSimpleName(), name));
    }
}
