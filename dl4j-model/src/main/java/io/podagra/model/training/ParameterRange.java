package io.podagra.model.training;

import io.podagra.model.graph.FlatArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One parameter of one layer, as a range of the network's flattened parameters.
 *
 * @param layer its vertex
 * @param from first index
 * @param to index after the last
 * @param stage it belongs to
 * @param kind how it changes
 */
record ParameterRange(String layer, long from, long to, Stage stage, Kind kind) {
    /** How a parameter changes. */
    enum Kind {
        /** By its gradient, and decays: a convolution's or the head's weights. */
        WEIGHT,
        /**
         * By its gradient, without decay: biases, and batch norm's scale and shift (He et al. 2019,
         * arXiv:1812.01187, 3.1).
         */
        OFFSET,
        /**
         * By what Deeplearning4j puts in the gradient's place, a step towards the batch's mean or
         * variance: the running statistics of batch norm.
         */
        STATISTIC
    }

    private static final List<String> STATISTICS =
            List.of(
                    BatchNormalizationParamInitializer.GLOBAL_MEAN,
                    BatchNormalizationParamInitializer.GLOBAL_VAR,
                    BatchNormalizationParamInitializer.GLOBAL_LOG_STD);

    /** Every parameter of the network, in the order of its flattened parameters. */
    static List<ParameterRange> of(ComputationGraph network) {
        List<ParameterRange> ranges = new ArrayList<>();
        long base = network.params().offset();
        for (Layer layer : network.getLayers()) {
            String name = layer.conf().getLayer().getLayerName();
            for (Map.Entry<String, INDArray> parameter : layer.paramTable().entrySet()) {
                long from = parameter.getValue().offset() - base;
                ranges.add(
                        new ParameterRange(
                                name,
                                from,
                                from + parameter.getValue().length(),
                                Stage.of(name),
                                kind(layer, parameter.getKey())));
            }
        }
        ranges.sort((one, other) -> Long.compare(one.from, other.from));
        return List.copyOf(ranges);
    }

    private static Kind kind(Layer layer, String parameter) {
        if (layer instanceof BatchNormalization) {
            return STATISTICS.contains(parameter) ? Kind.STATISTIC : Kind.OFFSET;
        }
        return parameter.equals(DefaultParamInitializer.WEIGHT_KEY) ? Kind.WEIGHT : Kind.OFFSET;
    }

    /**
     * The parameter's part of an array that has one value for each of the network's.
     *
     * @param flat {@code [1, parameters]} or {@code [parameters]}
     * @return a view, {@code [length]}
     */
    INDArray in(INDArray flat) {
        return FlatArray.part(flat, from, to);
    }
}
