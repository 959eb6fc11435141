package io.podagra.model.onednn;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Batches of images as a pass reads them: {@code [batch, channels, height, width]}, float32. */
final class Images {
    private Images() {}

    /** Whether these inputs of a network are one such batch. */
    static boolean are(INDArray[] inputs) {
        return inputs != null
                && inputs.length == 1
                && inputs[0].rank() == 4
                && inputs[0].dataType() == DataType.FLOAT;
    }

    /** The batch with its values side by side, a copy if it does not have them so. */
    static INDArray contiguous(INDArray images) {
        boolean contiguous =
                images.ordering() == 'c'
                        && Arrays.equals(images.stride(), Nd4j.getStrides(images.shape(), 'c'));
        return contiguous ? images : images.dup('c');
    }
}
