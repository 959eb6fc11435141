package io.podagra.model.onednn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A forward pass in training that is still to be followed by its backward pass. Between the two,
 * listeners may look at activations, and may have other passes run in the same memory: then the
 * forward pass runs again.
 */
final class TrainingStep {
    private final Passes passes;
    private final Supplier<Pass> source;
    private final INDArray images;
    private Pass pass;
    private INDArray features;
    private long run;
    private boolean open = true;

    /**
     * @param source gives the pass, a new one if it is no longer kept
     * @param images contiguous
     */
    TrainingStep(Passes passes, Supplier<Pass> source, INDArray images) {
        this.passes = passes;
        this.source = source;
        this.images = images;
        forward();
    }

    private void forward() {
        pass = source.get();
        features = passes.forward(pass, images);
        run = passes.runs();
    }

    private Pass current() {
        if (run != passes.runs()) {
            forward();
        }
        return pass;
    }

    /**
     * The activations of vertices that are trained, by name, for the time until {@link #features}.
     *
     * @throws IllegalStateException when one is made later
     */
    Map<String, Supplier<INDArray>> activations() {
        Map<String, Supplier<INDArray>> all = new LinkedHashMap<>();
        for (String vertex : current().activations().keySet()) {
            all.put(vertex, () -> activation(vertex));
        }
        return all;
    }

    private INDArray activation(String vertex) {
        if (!open) {
            throw new IllegalStateException(
                    "activations can be read in onForwardPass only: %s was asked for later"
                            .formatted(vertex));
        }
        return current().activations().get(vertex).get();
    }

    /** The features, {@code [batch, features]}. */
    INDArray features() {
        current();
        open = false;
        return features;
    }

    /** Runs the backward pass. */
    void backward(INDArray featureGradient) {
        pass.backward(featureGradient);
    }
}
