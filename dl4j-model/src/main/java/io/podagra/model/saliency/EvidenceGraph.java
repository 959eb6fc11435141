package io.podagra.model.saliency;

import io.podagra.model.graph.FixedStatistics;
import io.podagra.model.graph.Heads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How the evidence for abnormal depends on what stages of a network in use show.
 *
 * <p>The evidence is the difference of the two inputs of the softmax, {@code log(p / (1 - p))}: its
 * gradient does not vanish where the network is sure, as the probability's does. It begins at the
 * pooled features as the difference of the head's weights, and goes back through Deeplearning4j's
 * own layers, which share the network's parameters; batch norms use their running statistics, as in
 * use. Not thread-safe, but any thread may call, one after another. Works as long as the network is
 * open.
 */
final class EvidenceGraph implements AutoCloseable {
    private static final String WORKSPACE = "WS_EVIDENCE";
    private static final WorkspaceConfiguration WORKSPACE_CONFIGURATION =
            WorkspaceConfiguration.builder()
                    .initialSize(0)
                    .overallocationLimit(0.05)
                    .policyLearning(LearningPolicy.NONE) // it is destroyed after its first use
                    .policyReset(ResetPolicy.BLOCK_LEFT)
                    .policySpill(SpillPolicy.REALLOCATE)
                    .policyAllocation(AllocationPolicy.OVERALLOCATE)
                    .build();
    private static final int CLASSES = 2;

    private final ComputationGraph graph;
    private final List<GraphVertex> order;
    private final GraphVertex features;
    private final List<GraphVertex> stages;
    private final INDArray direction;
    private final LayerWorkspaceMgr workspaces =
            LayerWorkspaceMgr.builder()
                    .defaultWorkspace(WORKSPACE, WORKSPACE_CONFIGURATION)
                    .build();

    /**
     * @param network its only output is a dense layer of two classes on pooled features
     * @param stages names of vertices
     * @throws IllegalArgumentException if the network is not so, or has no such vertex
     */
    EvidenceGraph(ComputationGraph network, List<String> stages) {
        Heads heads =
                heads(network)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "the network does not end in two classes of"
                                                        + " pooled features"));
        graph = new ComputationGraph(network.getConfiguration());
        graph.init(network.params(), false);
        graph.initGradientsView();
        fixStatistics(graph);
        features = graph.getVertex(heads.featuresVertex());
        order = upTo(graph, features);
        this.stages = stages.stream().map(this::vertex).toList();
        INDArray weights = graph.getLayer(heads.names().get(0)).getParam("W");
        direction = weights.getColumn(1).sub(weights.getColumn(0)).reshape(1, heads.length());
    }

    /** Whether a network ends so that its evidence can be followed back. */
    static boolean isFor(ComputationGraph network) {
        return heads(network).isPresent();
    }

    private static Optional<Heads> heads(ComputationGraph network) {
        return Heads.of(network)
                .filter(found -> found.names().size() == 1)
                .filter(found -> network.layerSize(found.names().get(0)) == CLASSES);
    }

    private static void fixStatistics(ComputationGraph graph) {
        for (GraphVertex vertex : graph.getVertices()) {
            if (vertex instanceof LayerVertex layer
                    && layer.getLayer() instanceof BatchNormalization normalisation) {
                layer.setLayer(new FixedStatistics(normalisation));
            }
        }
    }

    private static List<GraphVertex> upTo(ComputationGraph graph, GraphVertex last) {
        List<GraphVertex> order = new ArrayList<>();
        for (int index : graph.topologicalSortOrder()) {
            order.add(graph.getVertices()[index]);
            if (index == last.getVertexIndex()) {
                break;
            }
        }
        return order;
    }

    private GraphVertex vertex(String name) {
        return order.stream()
                .filter(vertex -> vertex.getVertexName().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("the network has no vertex " + name));
    }

    /**
     * What the stages show of images, and how the evidence depends on it.
     *
     * @param images {@code [batch, channels, height, width]}, normalised; not changed
     * @return for each stage, to be closed
     */
    @SuppressWarnings("try") // a workspace works by being open
    List<StageEvidence> of(INDArray images) {
        try (MemoryWorkspace scope = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
            Map<Integer, INDArray> outputs = forward(images);
            Map<Integer, INDArray> gradients = backward(Math.toIntExact(images.size(0)));
            return stages.stream()
                    .map(GraphVertex::getVertexIndex)
                    .map(
                            index ->
                                    new StageEvidence(
                                            copy(outputs.get(index)), copy(gradients.get(index))))
                    .toList();
        } finally {
            order.forEach(GraphVertex::clear);
            destroyWorkspace();
        }
    }

    /** Workspaces are their thread's: nobody else could give its memory back later. */
    private static void destroyWorkspace() {
        MemoryWorkspaceManager manager = Nd4j.getWorkspaceManager();
        manager.destroyWorkspace(
                manager.getWorkspaceForCurrentThread(WORKSPACE_CONFIGURATION, WORKSPACE));
    }

    /** Outside of the workspace, which is destroyed. */
    private static INDArray copy(INDArray array) {
        return array.isAttached() ? array.detach() : array.dup();
    }

    private Map<Integer, INDArray> forward(INDArray images) {
        Map<Integer, INDArray> outputs = new TreeMap<>();
        for (GraphVertex vertex : order) {
            if (vertex.isInputVertex()) {
                outputs.put(vertex.getVertexIndex(), images);
                continue;
            }
            VertexIndices[] inputs = vertex.getInputVertices();
            for (int input = 0; input < inputs.length; input++) {
                vertex.setInput(input, outputs.get(inputs[input].getVertexIndex()), workspaces);
            }
            // In use an activation function writes over its input, which it needs on the way back.
            boolean keepsInput = vertex.getLayer() instanceof ActivationLayer;
            outputs.put(vertex.getVertexIndex(), vertex.doForward(keepsInput, workspaces));
        }
        return outputs;
    }

    /** From the features back to the first of the stages. */
    private Map<Integer, INDArray> backward(int images) {
        Map<Integer, INDArray> gradients = new TreeMap<>();
        gradients.put(features.getVertexIndex(), Nd4j.tile(direction, images, 1));
        int first = stages.stream().mapToInt(order::indexOf).min().orElseThrow();
        for (int place = order.size() - 1; place > first; place--) {
            GraphVertex vertex = order.get(place);
            INDArray gradient = gradients.get(vertex.getVertexIndex());
            if (gradient == null || vertex.isInputVertex()) {
                continue; // it leads elsewhere
            }
            vertex.setEpsilon(gradient.dup('c')); // layers write into theirs
            INDArray[] parts = vertex.doBackward(false, workspaces).getSecond();
            VertexIndices[] inputs = vertex.getInputVertices();
            for (int input = 0; input < inputs.length; input++) {
                gradients.merge(inputs[input].getVertexIndex(), parts[input], INDArray::add);
            }
        }
        return gradients;
    }

    @Override
    public void close() {
        graph.getGradientsViewArray().close();
        direction.close();
    }
}
