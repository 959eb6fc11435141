package io.podagra.model.training;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks and data small enough to train in milliseconds. */
public final class TinyNetworks {
    /** Of the images of {@link #convolutional}, in pixels. */
    private static final int SIZE = 6;

    private TinyNetworks() {}

    /** Logistic regression on two numbers. */
    public static ComputationGraph logistic() {
        return init(
                builder(new Sgd(0.1))
                        .addInputs("input")
                        .addLayer("output", softmax().nIn(2).build(), "input")
                        .setOutputs("output"));
    }

    /** Two numbers, three hidden units in the stem, two classes: 6 + 3 + 6 + 2 parameters. */
    static ComputationGraph withStem() {
        return init(
                builder(new Sgd(0.1))
                        .addInputs("input")
                        .addLayer(
                                "stem-hidden",
                                new DenseLayer.Builder()
                                        .nIn(2)
                                        .nOut(3)
                                        .activation(Activation.TANH)
                                        .build(),
                                "input")
                        .addLayer("output", softmax().nIn(3).build(), "stem-hidden")
                        .setOutputs("output"));
    }

    /**
     * A convolution and its batch norm, pooled, for {@link #images}.
     *
     * @param updater that Deeplearning4j itself would train it with
     * @param dropout share of the pooled features that is left out
     */
    static ComputationGraph convolutional(IUpdater updater, double dropout) {
        OutputLayer.Builder head = softmax();
        if (dropout > 0) {
            head.dropOut(1 - dropout);
        }
        return init(
                builder(updater)
                        .addInputs("input")
                        .addLayer(
                                "stem-cnn1",
                                new ConvolutionLayer.Builder(3, 3).nOut(4).hasBias(false).build(),
                                "input")
                        .addLayer("stem-batch1", new BatchNormalization(), "stem-cnn1")
                        .addLayer(
                                "stem-relu",
                                new ActivationLayer.Builder().activation(Activation.RELU).build(),
                                "stem-batch1")
                        .addLayer(
                                "avgpool",
                                new GlobalPoolingLayer.Builder(PoolingType.AVG).build(),
                                "stem-relu")
                        .addLayer("output", head.build(), "avgpool")
                        .setOutputs("output")
                        .setInputTypes(InputType.convolutional(SIZE, SIZE, 1)));
    }

    /** Abnormal where the first number is positive. */
    static DataSetIterator separable(int examples, int batch) {
        return batches(noise(7, examples, 2), batch);
    }

    /** Noise; abnormal where the first pixel is positive. */
    static DataSetIterator images(int examples, int batch, long seed) {
        return batches(noise(seed, examples, 1, SIZE, SIZE), batch);
    }

    private static INDArray noise(long seed, long... shape) {
        Random random = new Random(seed);
        float[] values = new float[(int) LongStream.of(shape).reduce(1, Math::multiplyExact)];
        for (int index = 0; index < values.length; index++) {
            values[index] = (float) random.nextGaussian();
        }
        return Nd4j.createFromArray(values).reshape(shape);
    }

    private static DataSetIterator batches(INDArray features, int batch) {
        long examples = features.size(0);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, examples, 2);
        INDArray rows = features.reshape(examples, -1);
        for (int row = 0; row < examples; row++) {
            labels.putScalar(row, rows.getDouble(row, 0) > 0 ? 1 : 0, 1);
        }
        List<DataSet> examplesInOrder = new DataSet(features, labels).asList();
        return new ListDataSetIterator<>(examplesInOrder, batch);
    }

    private static GraphBuilder builder(IUpdater updater) {
        return new NeuralNetConfiguration.Builder().seed(1).updater(updater).graphBuilder();
    }

    private static OutputLayer.Builder softmax() {
        return new OutputLayer.Builder(LossFunction.MCXENT).nOut(2).activation(Activation.SOFTMAX);
    }

    private static ComputationGraph init(GraphBuilder builder) {
        ComputationGraph network = new ComputationGraph(builder.build());
        network.init();
        return network;
    }
}
