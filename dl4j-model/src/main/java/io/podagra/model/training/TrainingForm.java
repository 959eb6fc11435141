package io.podagra.model.training;

import io.podagra.model.graph.FixedStatistics;
import io.podagra.model.graph.FrozenPart;
import java.util.IdentityHashMap;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * What a network has only while it is trained: frozen stages, batch norms with fixed statistics, a
 * loss of Podagra's. Closed, the network is as it was, and what is exported is plain
 * Deeplearning4j.
 */
final class TrainingForm implements AutoCloseable {
    private final ComputationGraph network;
    private final IdentityHashMap<BaseOutputLayer, ILossFunction> losses = new IdentityHashMap<>();

    /**
     * @param classWeights one for each class, for the loss; used unless it is cross-entropy
     */
    TrainingForm(ComputationGraph network, TrainingSettings settings, List<Double> classWeights) {
        this.network = network;
        if (settings.batchNorm() == TrainingSettings.BatchNormStatistics.FREEZE) {
            fixStatistics();
        }
        if (!settings.loss().plainCrossEntropy()) {
            setLoss(new FocalLoss(settings.loss(), classWeights));
        }
    }

    /**
     * Freezes the first stages and unfreezes the others.
     *
     * @param stages how many, counted from the image
     */
    void freeze(int stages) {
        List<Stage> frozen = List.of(Stage.values()).subList(0, stages);
        GraphVertex[] vertices = network.getVertices();
        for (int index = 0; index < vertices.length; index++) {
            GraphVertex vertex = vertices[index];
            if (vertex.isInputVertex()) {
                continue;
            }
            boolean freeze = frozen.contains(Stage.of(vertex.getVertexName()));
            if (freeze && !(vertex instanceof FrozenPart)) {
                vertices[index] = new FrozenPart(vertex);
            } else if (!freeze && vertex instanceof FrozenPart part) {
                vertices[index] = part.vertex();
            }
        }
    }

    private void fixStatistics() {
        for (GraphVertex vertex : network.getVertices()) {
            if (vertex instanceof LayerVertex layer
                    && layer.getLayer() instanceof BatchNormalization normalisation) {
                layer.setLayer(new FixedStatistics(normalisation));
            }
        }
    }

    private void setLoss(ILossFunction loss) {
        for (String output : network.getConfiguration().getNetworkOutputs()) {
            if (network.getLayer(output).conf().getLayer() instanceof BaseOutputLayer layer) {
                losses.put(layer, layer.getLossFn());
                layer.setLossFn(loss);
            }
        }
    }

    @Override
    public void close() {
        freeze(0);
        for (GraphVertex vertex : network.getVertices()) {
            if (vertex instanceof LayerVertex layer
                    && layer.getLayer() instanceof FixedStatistics fixed) {
                layer.setLayer(fixed.layer());
            }
        }
        losses.forEach(BaseOutputLayer::setLossFn);
    }
}
