package io.podagra.ui.storage;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** A network just large enough to have curves. */
public final class TinyNetwork {
    private TinyNetwork() {}

    /** Trains for so many iterations of one batch, always with the same numbers. */
    public static MultiLayerNetwork train(TrainingListener listener, int iterations) {
        return train(List.of(listener), iterations);
    }

    /** The same with any number of listeners. */
    public static MultiLayerNetwork train(List<TrainingListener> listeners, int iterations) {
        MultiLayerNetwork network =
                new MultiLayerNetwork(
                        new NeuralNetConfiguration.Builder()
                                .seed(7)
                                .updater(new Adam(0.05))
                                .list()
                                .layer(
                                        new DenseLayer.Builder()
                                                .nOut(8)
                                                .activation(Activation.TANH)
                                                .build())
                                .layer(
                                        new DenseLayer.Builder()
                                                .nOut(4)
                                                .activation(Activation.TANH)
                                                .build())
                                .layer(
                                        new OutputLayer.Builder()
                                                .nOut(2)
                                                .activation(Activation.SOFTMAX)
                                                .build())
                                .setInputType(InputType.feedForward(4))
                                .build());
        network.init();
        network.setListeners(listeners);
        INDArray features = Nd4j.linspace(-1, 1, 32 * 4).reshape(32, 4);
        INDArray labels = Nd4j.zeros(32, 2);
        for (int row = 0; row < 32; row++) {
            labels.putScalar(row, row / 8 % 2, 1);
        }
        DataSet batch = new DataSet(features, labels);
        for (int i = 0; i < iterations; i++) {
            network.fit(batch);
        }
        return network;
    }
}
