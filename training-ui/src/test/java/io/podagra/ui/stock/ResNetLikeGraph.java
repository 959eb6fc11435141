package io.podagra.ui.stock;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * The 176 vertices of ResNet-50 under the names of Deeplearning4j's zoo, with an eighth of the
 * channels, so that a step takes no time.
 */
public final class ResNetLikeGraph {
    private static final int SIZE = 32;
    private static final List<Integer> BLOCKS = List.of(3, 4, 6, 3);

    private final GraphBuilder graph =
            new NeuralNetConfiguration.Builder()
                    .seed(7)
                    .updater(new Adam(1e-3))
                    .weightInit(WeightInit.RELU)
                    .l2(1e-4)
                    .convolutionMode(ConvolutionMode.Same)
                    .graphBuilder()
                    .addInputs("input")
                    .setInputTypes(InputType.convolutional(SIZE, SIZE, 3))
                    .setOutputs("output");

    private ResNetLikeGraph() {}

    /** The networks of a study are not Deeplearning4j's own class either. */
    private static final class Derived extends ComputationGraph {
        private static final long serialVersionUID = 1;

        Derived(ComputationGraphConfiguration configuration) {
            super(configuration);
        }
    }

    /** Trains for so many iterations of one batch, always with the same numbers. */
    public static void train(TrainingListener listener, int iterations) {
        ComputationGraph network = new ResNetLikeGraph().build();
        network.setListeners(listener);
        INDArray images = Nd4j.linspace(-1, 1, 8 * 3 * SIZE * SIZE).reshape(8, 3, SIZE, SIZE);
        INDArray labels = Nd4j.zeros(8, 2);
        for (int row = 0; row < 8; row++) {
            labels.putScalar(row, row % 2, 1);
        }
        DataSet batch = new DataSet(images, labels);
        for (int i = 0; i < iterations; i++) {
            network.fit(batch);
        }
    }

    private ComputationGraph build() {
        graph.addLayer("stem-zero", new ZeroPaddingLayer.Builder(3, 3).build(), "input");
        convolve("stem-cnn1", 8, 7, 2, "stem-zero");
        graph.addLayer("stem-batch1", new BatchNormalization(), "stem-cnn1");
        activate("stem-act1", "stem-batch1");
        graph.addLayer(
                "stem-maxpool1",
                new SubsamplingLayer.Builder(
                                SubsamplingLayer.PoolingType.MAX,
                                new int[] {3, 3},
                                new int[] {2, 2})
                        .build(),
                "stem-act1");
        String before = "stem-maxpool1";
        for (int stage = 2; stage <= 5; stage++) {
            for (int block = 0; block < BLOCKS.get(stage - 2); block++) {
                before = block(stage, String.valueOf((char) ('a' + block)), before);
            }
        }
        graph.addLayer("avgpool", new GlobalPoolingLayer(PoolingType.AVG), before);
        graph.addLayer(
                "output",
                new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build(),
                "avgpool");
        ComputationGraph network = new Derived(graph.build());
        network.init();
        return network;
    }

    private String block(int stage, String letter, String before) {
        int channels = 8 << (stage - 2);
        int stride = letter.equals("a") && stage > 2 ? 2 : 1;
        String name = stage + letter + "_branch";
        normalised(name + "2a", channels, 1, stride, before);
        activate("act" + name + "2a", "bn" + name + "2a");
        normalised(name + "2b", channels, 3, 1, "act" + name + "2a");
        activate("act" + name + "2b", "bn" + name + "2b");
        normalised(name + "2c", channels * 4, 1, 1, "act" + name + "2b");
        String beside = before;
        if (letter.equals("a")) {
            normalised(name + "1", channels * 4, 1, stride, before);
            beside = "bn" + name + "1";
        }
        graph.addVertex(
                "short" + name,
                new ElementWiseVertex(ElementWiseVertex.Op.Add),
                "bn" + name + "2c",
                beside);
        activate("res" + name, "short" + name);
        return "res" + name;
    }

    private void normalised(String name, int channels, int kernel, int stride, String before) {
        convolve("res" + name, channels, kernel, stride, before);
        graph.addLayer("bn" + name, new BatchNormalization(), "res" + name);
    }

    private void convolve(String name, int channels, int kernel, int stride, String before) {
        graph.addLayer(
                name,
                new ConvolutionLayer.Builder(kernel, kernel)
                        .stride(stride, stride)
                        .nOut(channels)
                        .activation(Activation.IDENTITY)
                        .build(),
                before);
    }

    private void activate(String name, String before) {
        graph.addLayer(
                name, new ActivationLayer.Builder().activation(Activation.RELU).build(), before);
    }
}
