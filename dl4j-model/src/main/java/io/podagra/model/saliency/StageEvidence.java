package io.podagra.model.saliency;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a stage of a network shows of images, and how the evidence depends on it.
 *
 * @param activations {@code [batch, channels, rows, columns]}
 * @param gradients of the evidence by the activations, of the same shape
 */
record StageEvidence(INDArray activations, INDArray gradients) implements AutoCloseable {
    @Override
    public void close() {
        activations.close();
        gradients.close();
    }
}
