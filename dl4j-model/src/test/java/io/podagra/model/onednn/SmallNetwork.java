package io.podagra.model.onednn;

import java.util.Random;
import java.util.stream.LongStream;
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
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A network of a few layers, written down one vertex after another, and batches for it. What it
 * ends with is a global average and three classes.
 */
final class SmallNetwork {
    static final int CLASSES = 3;
    static final String INPUT = "input";
    static final String FEATURES = "pool";
    static final String OUTPUT = "out";

    private final GraphBuilder builder;
    private String last = INPUT;

    private SmallNetwork(NeuralNetConfiguration.Builder settings, InputType images) {
        builder =
                settings.seed(7)
                        .activation(Activation.IDENTITY)
                        .weightInit(WeightInit.RELU)
                        .updater(new Adam(0.01))
                        .graphBuilder()
                        .addInputs(INPUT)
                        .setInputTypes(images);
    }

    static SmallNetwork on(int channels, int height, int width) {
        return on(DataType.FLOAT, channels, height, width);
    }

    static SmallNetwork on(DataType type, int channels, int height, int width) {
        return on(new NeuralNetConfiguration.Builder().dataType(type), channels, height, width);
    }

    static SmallNetwork on(
            NeuralNetConfiguration.Builder settings, int channels, int height, int width) {
        return new SmallNetwork(settings, InputType.convolutional(height, width, channels));
    }

    /** Adds a layer that reads the one before. */
    SmallNetwork then(String name, Layer layer) {
        builder.addLayer(name, layer, last);
        last = name;
        return this;
    }

    SmallNetwork convolve(String name, int channels, int kernel) {
        return then(name, convolution(channels, kernel).build());
    }

    /** A batch norm that keeps the logarithm of its deviation, as ResNet-50's do. */
    SmallNetwork normalise(String name) {
        return then(name, new BatchNormalization.Builder().eps(1e-5).build());
    }

    SmallNetwork rectify(String name) {
        return then(name, activation(Activation.RELU));
    }

    SmallNetwork padWithZeros(String name, int rows, int columns) {
        return then(name, new ZeroPaddingLayer.Builder(rows, columns).build());
    }

    /** Adds another vertex's output to the last one's. */
    SmallNetwork plus(String name, String other) {
        return sum(name, last, other);
    }

    SmallNetwork sum(String name, String first, String second) {
        builder.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), first, second);
        last = name;
        return this;
    }

    /** What comes next reads that vertex. */
    SmallNetwork from(String name) {
        last = name;
        return this;
    }

    /** Ends it. */
    ComputationGraphConfiguration classified() {
        return then(FEATURES, average()).withHead(head());
    }

    /** Ends it with a head that reads the last vertex. */
    ComputationGraphConfiguration withHead(OutputLayer.Builder head) {
        return then(OUTPUT, head.build()).outputs(OUTPUT);
    }

    ComputationGraphConfiguration outputs(String... names) {
        return builder.setOutputs(names).build();
    }

    static ConvolutionLayer.Builder convolution(int channels, int kernel) {
        return new ConvolutionLayer.Builder(kernel, kernel)
                .nOut(channels)
                .convolutionMode(ConvolutionMode.Same);
    }

    static ActivationLayer activation(Activation function) {
        return new ActivationLayer.Builder().activation(function).build();
    }

    static GlobalPoolingLayer average() {
        return new GlobalPoolingLayer.Builder(PoolingType.AVG).build();
    }

    static OutputLayer.Builder head() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX);
    }

    /** Normal random numbers. */
    static INDArray noise(long seed, long... shape) {
        Random random = new Random(seed);
        float[] values = new float[(int) LongStream.of(shape).reduce(1, Math::multiplyExact)];
        for (int index = 0; index < values.length; index++) {
            values[index] = (float) random.nextGaussian();
        }
        return Nd4j.createFromArray(values).reshape(shape);
    }

    /** Noise, with classes in turn. */
    static DataSet batch(long seed, long images, long channels, long height, long width) {
        return batch(noise(seed, images, channels, height, width), CLASSES);
    }

    static DataSet batch(INDArray features, int classes) {
        INDArray labels = Nd4j.zeros(features.dataType(), features.size(0), classes);
        for (int row = 0; row < features.size(0); row++) {
            labels.putScalar(row, row % classes, 1);
        }
        return new DataSet(features, labels);
    }
}
