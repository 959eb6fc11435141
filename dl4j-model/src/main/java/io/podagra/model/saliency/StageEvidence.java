package io.podagra.model.saliency;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a stage of a network shows of images, and how the evidence depends on it.
 *
 * @param activations {@code [batch, channels, rows, columns]}
 * @param gradients of the evidence by the activations, of the same shape
 */
record StageEvidence(INDArray activations, INDArray gradients) implements AutoCloseable {
    /** Activation times gradient, summed over the channels: of each image {@code [row][column]}. */
    List<float[][]> sums() {
        List<float[][]> images = new ArrayList<>();
        try (INDArray products = activations.mul(gradients);
                INDArray sums = products.sum(1)) {
            for (int image = 0; image < sums.size(0); image++) {
                images.add(sums.slice(image).toFloatMatrix());
            }
        }
        return images;
    }

    @Override
    public void close() {
        activations.close();
        gradients.close();
    }
}
