package io.podagra.model.onednn;

import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where a layer's gradients lie in its network's flattened gradient. */
final class GradientViews {
    private GradientViews() {}

    /** A view for each of the layer's parameters, by its name. */
    static Map<String, INDArray> of(Layer layer) {
        return layer.conf()
                .getLayer()
                .initializer()
                .getGradientsFromFlattened(layer.conf(), layer.getGradientsViewArray());
    }
}
