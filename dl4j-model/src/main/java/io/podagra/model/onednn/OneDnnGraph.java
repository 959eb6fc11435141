package io.podagra.model.onednn;

import io.podagra.model.graph.FrozenPart;
import io.podagra.model.graph.GradientViews;
import io.podagra.model.graph.Heads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.FwdPassType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.LoggerFactory;

/**
 * A {@link ComputationGraph} whose trunk, from the image to the pooled features, is computed by
 * oneDNN as a whole: activations stay in the layout that its kernels want from the first
 * convolution to the last pooling, and what Deeplearning4j computes layer by layer is fused.
 *
 * <p>It is the same network: the same configuration, parameters, gradients, score, listeners, the
 * same zip. Only {@code output} and the gradients of a training step are computed differently, by
 * {@link Pass}. {@code feedForward} goes through Deeplearning4j's own layers. A listener's map has
 * plain copies of what vertices gave out, made when it looks at one, for as long as it looks;
 * frozen vertices, which learn nothing from it, are left out. Where the trunk has something that is
 * not computed here, or masks or an input of another type come in, all is left to Deeplearning4j.
 *
 * <p>Safe for several threads as far as {@link ComputationGraph} is: {@code output} is computed for
 * one after another. Differences from Deeplearning4j's layers are those of the order of float32
 * sums.
 */
public final class OneDnnGraph extends ComputationGraph {
    /**
     * Shapes of batches that are kept ready: full batches and a last short one, in training and in
     * use. Another makes a new pass first, and the one not used for longest goes.
     */
    public static final int SHAPES_KEPT = 4;

    private static final long serialVersionUID = 1L;

    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private final transient Object lock = new Object();
    private final transient Passes passes = new Passes();
    private transient INDArray[] trainingLabels;
    private transient Optional<Trunk> trunk = Optional.empty();
    private transient List<Object> trunkReadFrom = List.of();
    private transient Heads heads;
    private transient Gradient allGradients;

    /**
     * A network that is still to be initialised.
     *
     * @throws IllegalStateException if oneDNN does not run here
     */
    public OneDnnGraph(ComputationGraphConfiguration configuration) {
        super(configuration);
    }

    /**
     * A network that is still to be initialised, computed by oneDNN if that runs here, or else by
     * Deeplearning4j's own layers, with one line in the log that says why.
     */
    public static ComputationGraph orPlain(ComputationGraphConfiguration configuration) {
        Optional<String> obstacle = OneDnn.obstacle();
        if (obstacle.isPresent()) {
            sayOnce(obstacle.get());
            return new ComputationGraph(configuration);
        }
        return new OneDnnGraph(configuration);
    }

    /**
     * The same network with the same parameters, not a copy of them, computed so; itself if that is
     * not possible here. Updater and listeners are not carried over.
     */
    public static ComputationGraph orPlain(ComputationGraph network) {
        Optional<String> obstacle = OneDnn.obstacle();
        if (network instanceof OneDnnGraph || obstacle.isPresent()) {
            obstacle.ifPresent(OneDnnGraph::sayOnce);
            return network;
        }
        ComputationGraph other = new OneDnnGraph(network.getConfiguration());
        other.init(network.params(), false);
        return other;
    }

    private static void sayOnce(String obstacle) {
        if (SAID.add(obstacle)) {
            LoggerFactory.getLogger(OneDnnGraph.class)
                    .warn("The network is computed by Deeplearning4j's own layers: {}", obstacle);
        }
    }

    /** Keeps a network's parameters as they are, see {@link #holdParameters()}; any network's. */
    public static Held hold(ComputationGraph network) {
        return network instanceof OneDnnGraph graph ? graph.holdParameters() : () -> {};
    }

    /** Gives back memory that the next pass asks for again; of any network. */
    public static void release(ComputationGraph network) {
        if (network instanceof OneDnnGraph graph) {
            graph.releaseMemory();
        }
    }

    /**
     * While it is open, the parameters do not change: then they are taken in once, not each time.
     */
    public interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** Promises that the parameters stay as they are until the result is closed. */
    public Held holdParameters() {
        synchronized (lock) {
            passes.weights().hold();
        }
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            synchronized (lock) {
                if (!closed.getAndSet(true)) {
                    passes.weights().release();
                }
            }
        };
    }

    /** What computes its trunk, in words for a user. */
    public String computedBy() {
        return OneDnn.description();
    }

    /** Whether the trunk is one that is computed here; if not, all is left to Deeplearning4j. */
    public boolean isComputedHere() {
        synchronized (lock) {
            return trunk().isPresent();
        }
    }

    @Override
    public void setLabels(INDArray... labels) {
        super.setLabels(labels);
        trainingLabels = labels;
    }

    @Override
    public void setLabel(int labelNum, INDArray label) {
        super.setLabel(labelNum, label);
        if (trainingLabels == null) {
            trainingLabels = new INDArray[getNumOutputArrays()];
        }
        trainingLabels[labelNum] = label;
    }

    @Override
    public void clear() {
        super.clear();
        trainingLabels = null;
    }

    @Override
    public void computeGradientAndScore() {
        synchronized (lock) {
            Optional<Trunk> known = trunk();
            if (known.isEmpty()
                    || !Images.are(getInputs())
                    || getLabelMaskArrays() != null
                    || getInputMaskArrays() != null) {
                super.computeGradientAndScore();
                return;
            }
            if (trainingLabels == null) {
                throw new IllegalStateException("no labels are set");
            }
            synchronizeIterEpochCounts();
            if (flattenedGradients == null) {
                initGradientsView();
            }
            train(known.get(), Images.contiguous(getInputs()[0]));
            gradient = allGradients();
            for (TrainingListener listener : getListeners()) {
                listener.onBackwardPass(this);
            }
            for (GraphVertex vertex : vertices) {
                vertex.clear();
            }
        }
    }

    private void train(Trunk known, INDArray images) {
        TrainingStep step =
                new TrainingStep(
                        passes,
                        () -> passes.inTraining(known, images, flattenedParams, flattenedGradients),
                        images);
        if (!getListeners().isEmpty()) {
            try (PlainActivations activations =
                    new PlainActivations(activations(step, images), images)) {
                for (TrainingListener listener : getListeners()) {
                    listener.onForwardPass(this, activations);
                }
            }
        }
        heads.backpropagate(step.features(), trainingLabels, step::backward);
    }

    private Gradient allGradients() {
        if (allGradients == null || allGradients.gradient() != flattenedGradients) {
            allGradients =
                    GradientViews.of(
                            this,
                            IntStream.of(topologicalSortOrder())
                                    .mapToObj(index -> vertices[index])
                                    .toList());
        }
        return allGradients;
    }

    @Override
    protected INDArray[] outputOfLayersDetached(
            boolean train,
            FwdPassType fwdPassType,
            int[] layerIndexes,
            INDArray[] inputs,
            INDArray[] fMask,
            INDArray[] lMask,
            boolean clearInputs,
            boolean detachedInputs,
            MemoryWorkspace outputWorkspace) {
        boolean asInUse =
                !train
                        && fwdPassType == FwdPassType.STANDARD
                        && fMask == null
                        && lMask == null
                        && outputWorkspace == null
                        && Images.are(inputs);
        synchronized (lock) {
            Optional<Trunk> known = trunk();
            if (asInUse && known.isPresent() && areComputedHere(layerIndexes, known.get())) {
                INDArray images = Images.contiguous(inputs[0]);
                INDArray features =
                        passes.forward(passes.inUse(known.get(), images, flattenedParams), images);
                return OutsideWorkspaces.get(() -> outputs(layerIndexes, features));
            }
        }
        return super.outputOfLayersDetached(
                train,
                fwdPassType,
                layerIndexes,
                inputs,
                fMask,
                lMask,
                clearInputs,
                detachedInputs,
                outputWorkspace);
    }

    private boolean areComputedHere(int[] indexes, Trunk trunk) {
        return IntStream.of(indexes)
                .mapToObj(index -> vertices[index])
                .allMatch(
                        vertex ->
                                vertex.isOutputVertex()
                                        || vertex.getVertexName().equals(trunk.features()));
    }

    private INDArray[] outputs(int[] indexes, INDArray features) {
        Map<String, INDArray> byName = new HashMap<>();
        if (IntStream.of(indexes).anyMatch(index -> vertices[index].isOutputVertex())) {
            INDArray[] all = heads.output(features);
            for (int index = 0; index < all.length; index++) {
                byName.put(heads.names().get(index), all[index]);
            }
        }
        return IntStream.of(indexes)
                .mapToObj(index -> vertices[index].getVertexName())
                .map(name -> byName.containsKey(name) ? byName.get(name) : features.dup())
                .toArray(INDArray[]::new);
    }

    /** Of every vertex but the outputs and what is frozen. */
    private Map<String, Supplier<INDArray>> activations(TrainingStep step, INDArray images) {
        Map<String, Supplier<INDArray>> known = step.activations();
        Map<String, Supplier<INDArray>> all = new LinkedHashMap<>();
        for (int place = 0; place < topologicalOrder.length; place++) {
            GraphVertex vertex = vertices[topologicalOrder[place]];
            String name = vertex.getVertexName();
            int last = place;
            if (vertex.isInputVertex()) {
                all.put(name, () -> images);
            } else if (known.containsKey(name)) {
                all.put(name, known.get(name));
            } else if (!vertex.isOutputVertex() && !(vertex instanceof FrozenPart)) {
                all.put(name, () -> byLayers(images, last).get(name));
            }
        }
        return all;
    }

    /** Activations up to a step of the topological order, by Deeplearning4j's own layers. */
    private Map<String, INDArray> byLayers(INDArray images, int last) {
        return ffToLayerActivationsDetached(
                true,
                FwdPassType.STANDARD,
                false,
                last,
                getOutputLayerIndices(),
                new INDArray[] {images},
                null,
                null,
                false);
    }

    /** Read anew when vertices or their layers have been replaced: frozen, or unfrozen. */
    private Optional<Trunk> trunk() {
        List<Object> parts = new ArrayList<>();
        for (GraphVertex vertex : vertices) {
            parts.add(vertex);
            parts.add(vertex.hasLayer() ? vertex.getLayer() : vertex);
        }
        if (!areSame(parts, trunkReadFrom)) {
            trunkReadFrom = parts;
            passes.forget();
            allGradients = null;
            gradient = null;
            heads = Heads.of(this).orElse(null);
            trunk = readTrunk();
        }
        return trunk;
    }

    private Optional<Trunk> readTrunk() {
        if (heads == null) {
            sayOnce("its output layers do not all read the same features");
            return Optional.empty();
        }
        if (flattenedParams == null || flattenedParams.dataType() != DataType.FLOAT) {
            sayOnce("its parameters are not of type float");
            return Optional.empty();
        }
        return Trunk.of(this, OneDnnGraph::sayOnce);
    }

    private static boolean areSame(List<Object> parts, List<Object> others) {
        return parts.size() == others.size()
                && IntStream.range(0, parts.size())
                        .allMatch(index -> parts.get(index) == others.get(index));
    }

    /** Gives back the memory of passes; the next one asks for it again. */
    public void releaseMemory() {
        synchronized (lock) {
            passes.close();
        }
    }

    @Override
    public void close() {
        releaseMemory();
        super.close();
    }

    /** A copy on its own, with copies of parameters and updater state, computed in the same way. */
    @Override
    public ComputationGraph clone() {
        return computedHere(super.clone());
    }

    /** After Java's deserialisation, which fills what it knows of. */
    private Object readResolve() {
        return computedHere(this);
    }

    private static ComputationGraph computedHere(ComputationGraph network) {
        ComputationGraph other = orPlain(network.getConfiguration());
        other.init(network.params(), false);
        if (network.getUpdater(false) != null
                && network.getUpdater(false).getStateViewArray() != null) {
            other.getUpdater(true).setStateViewArray(network.getUpdater(false).getStateViewArray());
        }
        other.setListeners(network.getListeners());
        return other;
    }
}
