package io.podagra.model.onednn;

import io.podagra.model.graph.FixedStatistics;
import io.podagra.model.graph.FrozenPart;
import java.util.function.Predicate;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;

/** What training does to a network for as long as it lasts. */
final class Freezing {
    private Freezing() {}

    /** Freezes the vertices of these names, and thaws the others. */
    static void freeze(ComputationGraph network, Predicate<String> names) {
        GraphVertex[] vertices = network.getVertices();
        for (int index = 0; index < vertices.length; index++) {
            GraphVertex plain =
                    vertices[index] instanceof FrozenPart part ? part.vertex() : vertices[index];
            vertices[index] =
                    !plain.isInputVertex() && names.test(plain.getVertexName())
                            ? new FrozenPart(plain)
                            : plain;
        }
    }

    static void freeze(Twins twins, Predicate<String> names) {
        freeze(twins.plain(), names);
        freeze(twins.whole(), names);
    }

    /** Lets every batch norm normalise by its running statistics. */
    static void fixStatistics(Twins twins) {
        fixStatistics(twins.plain());
        fixStatistics(twins.whole());
    }

    private static void fixStatistics(ComputationGraph network) {
        for (GraphVertex vertex : network.getVertices()) {
            if (vertex instanceof LayerVertex layer
                    && layer.getLayer() instanceof BatchNormalization normalisation) {
                layer.setLayer(new FixedStatistics(normalisation));
            }
        }
    }

    /** Puts back the layers that are there without fixed statistics. */
    static void release(Twins twins) {
        freeze(twins, name -> false);
        release(twins.plain());
        release(twins.whole());
    }

    private static void release(ComputationGraph network) {
        for (GraphVertex vertex : network.getVertices()) {
            if (vertex instanceof LayerVertex layer
                    && layer.getLayer() instanceof FixedStatistics fixed) {
                layer.setLayer(fixed.layer());
            }
        }
    }
}
