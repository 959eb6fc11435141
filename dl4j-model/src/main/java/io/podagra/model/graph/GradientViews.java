package io.podagra.model.graph;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where the gradients of layers lie in their network's flattened gradient. */
public final class GradientViews {
    private GradientViews() {}

    /** A view for each of the layer's parameters, by its name. */
    public static Map<String, INDArray> of(Layer layer) {
        return layer.conf()
                .getLayer()
                .initializer()
                .getGradientsFromFlattened(layer.conf(), layer.getGradientsViewArray());
    }

    /**
     * Those of some vertices, named as {@link ComputationGraph#gradient()} names them. As there,
     * what is frozen has none.
     */
    public static Gradient of(ComputationGraph network, Collection<GraphVertex> vertices) {
        Gradient all = new DefaultGradient(network.getGradientsViewArray());
        for (GraphVertex vertex : vertices) {
            if (isTrained(vertex)) {
                of(vertex.getLayer())
                        .forEach(
                                (name, view) -> {
                                    if (isTrained(vertex.getLayer(), name)) {
                                        all.setGradientFor(
                                                vertex.getVertexName() + "_" + name, view);
                                    }
                                });
            }
        }
        return all;
    }

    private static boolean isTrained(GraphVertex vertex) {
        return vertex.hasLayer()
                && vertex.getLayer().numParams() > 0
                && !(vertex instanceof FrozenPart)
                && !(vertex.getLayer() instanceof FrozenLayer);
    }

    private static boolean isTrained(Layer layer, String parameter) {
        return !(layer instanceof FixedStatistics)
                || parameter.equals(BatchNormalizationParamInitializer.GAMMA)
                || parameter.equals(BatchNormalizationParamInitializer.BETA);
    }
}
