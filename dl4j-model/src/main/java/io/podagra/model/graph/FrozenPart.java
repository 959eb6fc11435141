package io.podagra.model.graph;

import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.FrozenVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A vertex that works as in use, not as in training, and that backpropagation leaves out: {@code
 * ComputationGraph} stops at every {@link FrozenVertex}, so frozen stages cost no backward pass.
 */
public final class FrozenPart extends FrozenVertex {
    public FrozenPart(GraphVertex vertex) {
        super(vertex);
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
        return super.doForward(false, workspaces);
    }

    /** The vertex as it is where nothing is frozen. */
    public GraphVertex vertex() {
        return underlying;
    }
}
