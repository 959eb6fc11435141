package io.podagra.model.graph;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The output layers of a network, computed from features that are given: what is left of a training
 * step where nothing before them is trained.
 *
 * <p>The live network's own layers do the work, in {@link ComputationGraph}'s order, so that score,
 * gradient and random draws are those of {@link ComputationGraph#computeGradientAndScore()} on the
 * images that the features are of. Not thread-safe, as the network is not.
 */
public final class Heads {
    private static final String WORKSPACE = "WS_HEADS";
    private static final WorkspaceConfiguration WORKSPACE_CONFIGURATION =
            WorkspaceConfiguration.builder()
                    .initialSize(0)
                    .overallocationLimit(0.05)
                    .policyLearning(LearningPolicy.FIRST_LOOP)
                    .policyReset(ResetPolicy.BLOCK_LEFT)
                    .policySpill(SpillPolicy.REALLOCATE)
                    .policyAllocation(AllocationPolicy.OVERALLOCATE)
                    .build();

    private final ComputationGraph network;
    private final String features;
    private final List<GraphVertex> heads;
    private final List<GraphVertex> backwards;
    private final LayerWorkspaceMgr workspaces =
            LayerWorkspaceMgr.builder()
                    .defaultWorkspace(WORKSPACE, WORKSPACE_CONFIGURATION)
                    .build();

    private Heads(ComputationGraph network, String features, List<GraphVertex> heads) {
        this.network = network;
        this.features = features;
        this.heads = heads;
        List<Integer> order = new ArrayList<>();
        for (int index : network.topologicalSortOrder()) {
            order.add(index);
        }
        this.backwards =
                heads.stream()
                        .sorted(
                                Comparator.comparing(
                                        (GraphVertex head) ->
                                                -order.indexOf(head.getVertexIndex())))
                        .toList();
    }

    /**
     * The output layers of a network.
     *
     * @return empty if they are not all fed by one and the same vertex that computes something
     */
    public static Optional<Heads> of(ComputationGraph network) {
        Map<String, List<String>> inputs = network.getConfiguration().getVertexInputs();
        List<String> outputs = network.getConfiguration().getNetworkOutputs();
        Set<List<String>> feeding = outputs.stream().map(inputs::get).collect(Collectors.toSet());
        if (feeding.size() != 1) {
            return Optional.empty();
        }
        List<String> feeds = feeding.iterator().next();
        List<GraphVertex> heads = outputs.stream().map(network::getVertex).toList();
        boolean separable =
                feeds.size() == 1
                        && !network.getVertex(feeds.get(0)).isInputVertex()
                        && heads.stream().allMatch(Heads::isOutputOfRows);
        return separable ? Optional.of(new Heads(network, feeds.get(0), heads)) : Optional.empty();
    }

    private static boolean isOutputOfRows(GraphVertex head) {
        return head.getLayer() instanceof IOutputLayer layer
                && layer.conf().getLayer() instanceof FeedForwardLayer;
    }

    /** The vertex that feeds the heads. */
    public String featuresVertex() {
        return features;
    }

    /** How many features an image has. */
    public int length() {
        FeedForwardLayer layer = (FeedForwardLayer) heads.get(0).getLayer().conf().getLayer();
        return Math.toIntExact(layer.getNIn());
    }

    /** Names of the output layers. */
    public List<String> names() {
        return heads.stream().map(GraphVertex::getVertexName).toList();
    }

    /**
     * Computes the features of images by what comes before the heads, as in use.
     *
     * @param images {@code [batch, channels, height, width]}
     * @return {@code [batch, features]}, to be closed
     */
    public INDArray features(INDArray images) {
        return network.output(List.of(features), false, new INDArray[] {images}, null)[0];
    }

    /**
     * One forward and backward pass in training. The heads' part of {@link
     * ComputationGraph#getGradientsViewArray()} is then the gradient, sums over the batch, and
     * {@link ComputationGraph#score()} the loss; the other parts are as before.
     *
     * @param batch {@code [batch, features]}
     * @param labels for each output
     * @return the loss
     */
    public double train(INDArray batch, INDArray... labels) {
        requireNonNull(batch, "batch is null");
        if (labels.length != heads.size()) {
            throw new IllegalArgumentException(
                    "labels for %d outputs, expected %d".formatted(labels.length, heads.size()));
        }
        if (network.getGradientsViewArray() == null) {
            network.initGradientsView();
        }
        network.setInputs(batch); // listeners ask the network for its batch size
        network.setLabels(labels);
        tell(each -> each.onForwardPass(network, Map.of(features, batch)));
        backpropagate(batch, labels, gradient -> {});
        network.setGradient(GradientViews.of(network, heads));
        tell(each -> each.onBackwardPass(network));
        return network.score();
    }

    /**
     * The same, of which listeners hear nothing.
     *
     * @param featureGradient takes the gradient of the loss by the features, {@code [batch,
     *     features]}, valid while it runs
     */
    @SuppressWarnings("try") // a workspace works by being open
    public void backpropagate(
            INDArray batch, INDArray[] labels, Consumer<INDArray> featureGradient) {
        try (MemoryWorkspace scope = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
            INDArray input = batch.dup(); // dropout writes into it
            for (GraphVertex head : heads) {
                head.setInput(0, input, workspaces);
            }
            INDArray gradient = null;
            for (GraphVertex head : backwards) {
                ((IOutputLayer) head.getLayer()).setLabels(labels[heads.indexOf(head)]);
                INDArray part = head.doBackward(false, workspaces).getSecond()[0];
                gradient = gradient == null ? part : gradient.addi(part);
            }
            double score = 0;
            double penalty = network.calcRegularizationScore(true);
            for (GraphVertex head : heads) {
                score += ((IOutputLayer) head.getLayer()).computeScore(penalty, true, workspaces);
                penalty = 0; // once for the network
            }
            network.setScore(score);
            featureGradient.accept(gradient);
        } finally {
            heads.forEach(GraphVertex::clear);
        }
    }

    /**
     * The outputs, as in use.
     *
     * @param batch {@code [batch, features]}
     * @return for each output, to be closed
     */
    @SuppressWarnings("try") // a workspace works by being open
    public INDArray[] output(INDArray batch) {
        try (MemoryWorkspace scope = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
            INDArray[] outputs = new INDArray[heads.size()];
            for (int index = 0; index < outputs.length; index++) {
                GraphVertex head = heads.get(index);
                head.setInput(0, batch, workspaces);
                outputs[index] = head.doForward(false, workspaces).detach();
            }
            return outputs;
        } finally {
            heads.forEach(GraphVertex::clear);
        }
    }

    @SuppressWarnings("try") // a workspace works by being open
    private void tell(Consumer<TrainingListener> event) {
        if (!network.getListeners().isEmpty()) {
            try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                network.getListeners().forEach(event);
            }
        }
    }
}
