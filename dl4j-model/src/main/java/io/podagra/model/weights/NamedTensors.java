package io.podagra.model.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file of weights holds, under the names it gives them.
 *
 * @param tensors floating-point numbers, widened or rounded to 32 bits, in the order of the file
 * @param others names of what else there is, such as counters
 * @param metadata what the file says about itself
 */
record NamedTensors(
        Map<String, Tensor> tensors, List<String> others, Map<String, String> metadata) {
    NamedTensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        others = List.copyOf(others);
        metadata = Map.copyOf(metadata);
    }
}
