package io.podagra.model.training;

import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;

/** How a gradient becomes a step. */
public enum Optimiser {
    /**
     * Adam (Kingma and Ba 2015, arXiv:1412.6980) with decoupled weight decay (Loshchilov and Hutter
     * 2019, arXiv:1711.05101).
     */
    ADAMW,
    /**
     * Stochastic gradient descent with Nesterov's momentum, the learning rate outside the momentum
     * as in PyTorch, and the same decoupled weight decay.
     */
    SGD;

    /** With a learning rate of 1: {@link WeightUpdate} multiplies by the step's. */
    IUpdater atUnitRate(double momentum) {
        return switch (this) {
            case ADAMW -> new Adam(1);
            case SGD -> new Nesterovs(1, momentum);
        };
    }

    /** What Deeplearning4j would go on with if it trained an exported model further. */
    public IUpdater forExport(double learningRate, double momentum) {
        return switch (this) {
            case ADAMW -> new Adam(learningRate);
            case SGD -> new Nesterovs(learningRate, momentum);
        };
    }
}
