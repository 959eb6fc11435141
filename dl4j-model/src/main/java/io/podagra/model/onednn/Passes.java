package io.podagra.model.onednn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The passes of one network, each made when a batch of its shape first comes, and the memory that
 * they share: one runs at a time.
 */
final class Passes implements AutoCloseable {
    private static final int KEPT = OneDnnGraph.SHAPES_KEPT;

    private final Map<Key, Pass> kept = new LinkedHashMap<>(2 * KEPT, 0.75f, true);
    private final Arena arena = new Arena();
    private final Weights weights = new Weights();
    private long runs;

    /** A pass has the addresses of parameters and gradients in it. */
    private record Key(boolean training, List<Long> shape, long parameters, long gradients) {}

    /** The pass that scores such images. */
    Pass inUse(Trunk trunk, INDArray images, INDArray parameters) {
        Key key = new Key(false, shape(images), address(parameters), 0);
        return known(key) ? kept.get(key) : keep(key, Pass.inUse(trunk, weights, images.shape()));
    }

    /** The pass that trains on such images. */
    Pass inTraining(Trunk trunk, INDArray images, INDArray parameters, INDArray gradients) {
        Key key = new Key(true, shape(images), address(parameters), address(gradients));
        return known(key)
                ? kept.get(key)
                : keep(key, Pass.inTraining(trunk, weights, images.shape()));
    }

    /**
     * Computes the features of images.
     *
     * @param pass made for such images
     * @param images contiguous
     */
    INDArray forward(Pass pass, INDArray images) {
        runs++;
        return pass.forward(arena, images);
    }

    /** How often a pass has run: what one left in the memory is lost when another has. */
    long runs() {
        return runs;
    }

    Weights weights() {
        return weights;
    }

    private boolean known(Key key) {
        return kept.containsKey(key);
    }

    private Pass keep(Key key, Pass made) {
        if (kept.size() >= KEPT) {
            kept.remove(kept.keySet().iterator().next()).close();
        }
        kept.put(key, made);
        return made;
    }

    private static List<Long> shape(INDArray images) {
        return Arrays.stream(images.shape()).boxed().toList();
    }

    private static long address(INDArray array) {
        return array.data().address();
    }

    /** Forgets passes and what was derived from parameters; the memory for them stays. */
    void forget() {
        runs++;
        kept.values().forEach(Pass::close);
        kept.clear();
        weights.close();
    }

    /** Gives back all memory; it is asked for again when a pass runs. */
    @Override
    public void close() {
        forget();
        arena.close();
    }
}
