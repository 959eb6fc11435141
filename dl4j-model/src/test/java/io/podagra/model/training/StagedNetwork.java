package io.podagra.model.training;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A residual network of two stages with ResNet-50's names, small enough to train in milliseconds.
 */
final class StagedNetwork {
    static final int SIZE = 6;
    private static final int CHANNELS = 4;

    private StagedNetwork() {}

    static ComputationGraph create(DataType type) {
        ComputationGraph network =
                new ComputationGraph(
                        new NeuralNetConfiguration.Builder()
                                .seed(3)
                                .dataType(type)
                                .convolutionMode(ConvolutionMode.Same)
                                .activation(Activation.IDENTITY)
                                .graphBuilder()
                                .addInputs("input")
                                .setInputTypes(InputType.convolutional(SIZE, SIZE, 3))
                                .addLayer("stem-cnn1", convolution(), "input")
                                .addLayer(
                                        "stem-batch1",
                                        new BatchNormalization.Builder().build(),
                                        "stem-cnn1")
                                .addLayer("res2a_branch2a", convolution(), "stem-batch1")
                                .addLayer(
                                        "bn2a_branch2a",
                                        new BatchNormalization.Builder().build(),
                                        "res2a_branch2a")
                                .addVertex(
                                        "short2a_branch",
                                        new ElementWiseVertex(ElementWiseVertex.Op.Add),
                                        "bn2a_branch2a",
                                        "stem-batch1")
                                .addLayer(
                                        "res2a_branch",
                                        new ActivationLayer(Activation.SOFTPLUS),
                                        "short2a_branch")
                                .addLayer(
                                        "avgpool",
                                        new GlobalPoolingLayer.Builder().build(),
                                        "res2a_branch")
                                .addLayer(
                                        "output",
                                        new OutputLayer.Builder(LossFunction.MCXENT)
                                                .nOut(2)
                                                .activation(Activation.SOFTMAX)
                                                .build(),
                                        "avgpool")
                                .setOutputs("output")
                                .build());
        network.init();
        return network;
    }

    /** Random images, the abnormal ones brighter. */
    static DataSet images(int count, DataType type) {
        Nd4j.getRandom().setSeed(11);
        INDArray features = Nd4j.randn(type, count, 3, SIZE, SIZE);
        INDArray labels = Nd4j.zeros(type, count, 2);
        for (int row = 0; row < count; row++) {
            labels.putScalar(row, row % 2, 1);
            features.slice(row).addi(row % 2);
        }
        return new DataSet(features, labels);
    }

    private static ConvolutionLayer convolution() {
        return new ConvolutionLayer.Builder(3, 3).nOut(CHANNELS).build();
    }
}
