package io.podagra.model.training;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network's flattened parameters and what is where in them.
 *
 * @param parameters {@code [1, n]} or {@code [n]}, the network's own
 * @param ranges in the order of the parameters
 */
record FlatLayout(INDArray parameters, List<ParameterRange> ranges) {
    FlatLayout {
        ranges = List.copyOf(ranges);
    }

    static FlatLayout of(ComputationGraph network) {
        return new FlatLayout(network.params(), ParameterRange.of(network));
    }

    /** What changes by its gradient. */
    List<ParameterRange> trained() {
        return ranges.stream()
                .filter(range -> range.kind() != ParameterRange.Kind.STATISTIC)
                .toList();
    }

    /** Running statistics. */
    List<ParameterRange> statistics() {
        return ranges.stream()
                .filter(range -> range.kind() == ParameterRange.Kind.STATISTIC)
                .toList();
    }
}
