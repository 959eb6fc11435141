package io.podagra.model.onednn;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The activations of a training step, computed when somebody looks at one. */
final class PlainActivations extends AbstractMap<String, INDArray> {
    private final Supplier<Map<String, INDArray>> computation;
    private Map<String, INDArray> computed;

    PlainActivations(Supplier<Map<String, INDArray>> computation) {
        this.computation = computation;
    }

    @Override
    public Set<Entry<String, INDArray>> entrySet() {
        if (computed == null) {
            computed = computation.get();
        }
        return computed.entrySet();
    }
}
