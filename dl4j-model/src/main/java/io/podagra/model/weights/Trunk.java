package io.podagra.model.weights;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The weights of a network without its head, out of and into a graph, as the tensors that {@link
 * Naming#ZOO} names: kernels {@code [out, in, height, width]}, the variance as it is.
 */
final class Trunk {
    /**
     * What Deeplearning4j may keep in place of the variance: the decadic logarithm of the standard
     * deviation.
     */
    private static final String LOG_DEVIATION = "log10stdev";

    /** A dead channel's variance is 0, and so small a one is as far below every epsilon. */
    private static final double SMALLEST_VARIANCE = 1e-20;

    private Trunk() {}

    /**
     * @throws IllegalArgumentException if the graph lacks a layer of ResNet-50
     */
    static Map<String, Tensor> of(ComputationGraph graph) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (TrunkLayer layer : TrunkLayer.all()) {
            for (Parameter parameter : Parameter.values()) {
                tensors.put(parameter.name(layer), tensor(graph, layer, parameter));
            }
        }
        return tensors;
    }

    /**
     * Sets every weight of the trunk.
     *
     * @throws IllegalArgumentException if the graph lacks a layer of ResNet-50
     */
    static void copy(Map<String, Tensor> tensors, ComputationGraph graph) {
        for (TrunkLayer layer : TrunkLayer.all()) {
            for (Parameter parameter : Parameter.values()) {
                float[] values = tensors.get(parameter.name(layer)).values();
                String layerName = parameter.layer(layer);
                if (storesLogarithm(graph, layerName, parameter)) {
                    values = logDeviations(values);
                    set(array(graph, layerName, LOG_DEVIATION), values);
                } else {
                    set(array(graph, layerName, parameter.zoo()), values);
                }
            }
        }
    }

    private static Tensor tensor(ComputationGraph graph, TrunkLayer layer, Parameter parameter) {
        String layerName = parameter.layer(layer);
        if (storesLogarithm(graph, layerName, parameter)) {
            float[] values = values(array(graph, layerName, LOG_DEVIATION));
            for (int index = 0; index < values.length; index++) {
                values[index] = (float) Math.pow(10, 2.0 * values[index]);
            }
            return new Tensor(parameter.shape(layer), values);
        }
        float[] values = values(array(graph, layerName, parameter.zoo()));
        return new Tensor(parameter.shape(layer), values);
    }

    private static boolean storesLogarithm(
            ComputationGraph graph, String layer, Parameter parameter) {
        return parameter == Parameter.VARIANCE
                && graph.getLayer(layer) != null
                && graph.getLayer(layer).paramTable().containsKey(LOG_DEVIATION);
    }

    private static float[] logDeviations(float[] variances) {
        float[] values = new float[variances.length];
        for (int index = 0; index < values.length; index++) {
            double variance = Math.max(variances[index], SMALLEST_VARIANCE);
            values[index] = (float) (0.5 * Math.log10(variance));
        }
        return values;
    }

    private static void set(INDArray parameter, float[] values) {
        try (INDArray source = Nd4j.createFromArray(values)) {
            parameter.assign(source.reshape('c', parameter.shape()));
        }
    }

    private static float[] values(INDArray parameter) {
        try (INDArray copy = parameter.dup('c')) {
            return copy.data().asFloat();
        }
    }

    private static INDArray array(ComputationGraph graph, String layer, String parameter) {
        if (graph.getLayer(layer) == null || graph.getLayer(layer).getParam(parameter) == null) {
            throw new IllegalArgumentException("the graph has no " + layer + "/" + parameter);
        }
        return graph.getLayer(layer).getParam(parameter);
    }
}
