package io.podagra.model.onednn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How to make plain copies of what vertices gave out in a forward pass, until the backward pass
 * takes its memory.
 */
final class Activations {
    private final Map<String, Supplier<INDArray>> byVertex = new LinkedHashMap<>();
    private final List<Tensor> intact = new ArrayList<>();

    /** Of a vertex whose value a tensor holds to the end of the forward pass. */
    void put(String vertex, Tensor value) {
        intact.add(value);
        byVertex.put(vertex, () -> PlainArrays.of(value));
    }

    /** Of one whose value is computed again, from what holds to the end of the forward pass. */
    void put(String vertex, Supplier<INDArray> value) {
        byVertex.put(vertex, value);
    }

    /** Of a frozen vertex that another one reads, but that nobody asks for. */
    void keep(Tensor value) {
        intact.add(value);
    }

    INDArray of(String vertex, Tensor otherwise) {
        Supplier<INDArray> known = byVertex.get(vertex);
        return known == null ? PlainArrays.of(otherwise) : known.get();
    }

    /** Keeps what they are made from to the last step of the forward pass. */
    void keepUntil(int lastStep) {
        intact.forEach(tensor -> tensor.usedBy(lastStep));
    }

    Map<String, Supplier<INDArray>> all() {
        return byVertex;
    }
}
