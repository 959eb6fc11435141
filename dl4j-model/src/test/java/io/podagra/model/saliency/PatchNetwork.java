package io.podagra.model.saliency;

import java.util.Random;
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
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks of two classes in double precision, and images for them. */
final class PatchNetwork {
    static final String START = "start";
    static final String MIDDLE = "middle";
    static final String LAST = "last";
    static final int SIZE = 8;

    private PatchNetwork() {}

    /** A residual block with batch norms that have seen something, all weights random. */
    static ComputationGraph residual(long seed) {
        ComputationGraph network = init(block(seed));
        Random random = new Random(seed);
        for (String name : new String[] {"norm1", "norm2"}) {
            fill(network.getLayer(name).getParam("gamma"), random, 1);
            fill(network.getLayer(name).getParam("beta"), random, 0);
            fill(network.getLayer(name).getParam("mean"), random, 0);
        }
        return network;
    }

    /**
     * Adds up how far the mean of every 3 by 3 pixels of the first channel is above a half; of the
     * second channel it knows nothing.
     */
    static ComputationGraph ofBrightPatches() {
        ComputationGraph network =
                init(
                        builder(1)
                                .addLayer(START, activation(Activation.IDENTITY), "input")
                                .addLayer("mean", convolution(1), START)
                                .addLayer(LAST, activation(Activation.RELU), "mean"));
        INDArray kernel = network.getLayer("mean").getParam("W").assign(0);
        kernel.get(NDArrayIndex.point(0), NDArrayIndex.point(0)).assign(1.0 / 9);
        network.getLayer("mean").getParam("b").assign(-0.5);
        INDArray head = network.getLayer("output").getParam("W");
        head.putScalar(0, 0, -3);
        head.putScalar(0, 1, 3);
        return network;
    }

    private static GraphBuilder block(long seed) {
        return builder(seed)
                .addLayer(START, activation(Activation.IDENTITY), "input")
                .addLayer("conv1", convolution(4), START)
                .addLayer("norm1", new BatchNormalization(), "conv1")
                .addLayer(MIDDLE, activation(Activation.RELU), "norm1")
                .addLayer("conv2", convolution(4), MIDDLE)
                .addLayer("norm2", new BatchNormalization(), "conv2")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "norm2", MIDDLE)
                .addLayer(LAST, activation(Activation.RELU), "sum");
    }

    private static void fill(INDArray parameter, Random random, double centre) {
        for (int index = 0; index < parameter.length(); index++) {
            parameter.putScalar(index, centre + 0.3 * random.nextGaussian());
        }
    }

    private static ComputationGraph init(GraphBuilder trunk) {
        ComputationGraph network =
                new ComputationGraph(
                        trunk.addLayer(
                                        "pool",
                                        new GlobalPoolingLayer.Builder(PoolingType.AVG).build(),
                                        LAST)
                                .addLayer(
                                        "output",
                                        new OutputLayer.Builder(LossFunction.MCXENT)
                                                .nOut(2)
                                                .activation(Activation.SOFTMAX)
                                                .build(),
                                        "pool")
                                .setOutputs("output")
                                .build());
        network.init();
        return network;
    }

    private static GraphBuilder builder(long seed) {
        return new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .seed(seed)
                .weightInit(WeightInit.RELU)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.convolutional(SIZE, SIZE, 2));
    }

    private static ConvolutionLayer convolution(int channels) {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(channels)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static ActivationLayer activation(Activation function) {
        return new ActivationLayer.Builder().activation(function).build();
    }

    /** Normal random numbers, {@code [images, 2, SIZE, SIZE]}. */
    static INDArray noise(int images, long seed) {
        INDArray noise = Nd4j.create(DataType.DOUBLE, images, 2, SIZE, SIZE);
        fill(noise.reshape(noise.length()), new Random(seed), 0);
        return noise;
    }

    /** The difference of the two inputs of the softmax. */
    static double evidence(ComputationGraph network, INDArray image) {
        INDArray output = network.outputSingle(image);
        return Math.log(output.getDouble(0, 1) / output.getDouble(0, 0));
    }
}
