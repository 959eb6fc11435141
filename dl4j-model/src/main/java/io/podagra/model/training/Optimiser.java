package io.podagra.model.training;

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
    SGD
}
