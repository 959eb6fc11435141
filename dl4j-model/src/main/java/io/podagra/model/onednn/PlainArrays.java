package io.podagra.model.onednn;

import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Broadcast;
import org.nd4j.linalg.factory.Nd4j;

/** What tensors hold, as arrays of ND4J's. */
final class PlainArrays {
    private static final int CHANNELS = 1;

    private PlainArrays() {}

    /** A copy, {@code [batch, channels, height, width]}. */
    static INDArray of(Tensor tensor) {
        INDArray array =
                OutsideWorkspaces.get(
                        () -> Nd4j.createUninitialized(DataType.FLOAT, tensor.shape()));
        Tensor target = Parameters.tensor(array);
        stream queue = new stream(OneDnn.engine());
        new reorder(tensor.handle(), target.handle())
                .execute(queue, tensor.handle(), target.handle());
        queue._wait();
        return array;
    }

    /** What a batch norm makes of its input, without the ReLU that may follow. */
    static INDArray normalised(
            Operation.Normalisation operation, Tensor input, Tensor mean, Tensor variance) {
        var layer = operation.layer();
        float[] scale = Parameters.read(layer.getParam(BatchNormalizationParamInitializer.GAMMA));
        float[] shift = Parameters.read(layer.getParam(BatchNormalizationParamInitializer.BETA));
        float[] means = Parameters.read(mean);
        float[] variances = Parameters.read(variance);
        for (int channel = 0; channel < scale.length; channel++) {
            scale[channel] =
                    (float) Primitives.scale(operation, scale[channel], variances[channel]);
            shift[channel] -= scale[channel] * means[channel];
        }
        INDArray values = of(input);
        return OutsideWorkspaces.get(
                () -> {
                    Broadcast.mul(values, Nd4j.createFromArray(scale), values, CHANNELS);
                    return Broadcast.add(values, Nd4j.createFromArray(shift), values, CHANNELS);
                });
    }
}
