package io.podagra.model;

import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks and data small enough to train in milliseconds. */
final class TinyNetworks {
    private TinyNetworks() {}

    /** Logistic regression on two numbers. */
    static ComputationGraph logistic(double learningRate) {
        ComputationGraph network =
                new ComputationGraph(
                        new NeuralNetConfiguration.Builder()
                                .seed(1)
                                .updater(new Sgd(learningRate))
                                .graphBuilder()
                                .addInputs("input")
                                .addLayer(
                                        "output",
                                        new OutputLayer.Builder(LossFunction.MCXENT)
                                                .nIn(2)
                                                .nOut(2)
                                                .activation(Activation.SOFTMAX)
                                                .build(),
                                        "input")
                                .setOutputs("output")
                                .build());
        network.init();
        return network;
    }

    /** Abnormal where the first number is positive. */
    static DataSetIterator separable(int examples, int batch) {
        Nd4j.getRandom().setSeed(7);
        INDArray features = Nd4j.randn(DataType.FLOAT, examples, 2);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, examples, 2);
        for (int row = 0; row < examples; row++) {
            labels.putScalar(row, features.getDouble(row, 0) > 0 ? 1 : 0, 1);
        }
        List<DataSet> rows = new DataSet(features, labels).asList();
        return new ListDataSetIterator<>(rows, batch);
    }
}
