package io.podagra.model.onednn;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A trunk's forward pass, or forward and backward pass, on batches of one shape. */
final class Pass implements AutoCloseable {
    private final Program program = new Program();
    private final Weights weights;
    private final Tensor images;
    private INDArray features;

    /** Held while primitives read it: they know an address only, a garbage collector does not. */
    private INDArray input;

    private INDArray gradient;
    private List<FoldedConvolution> needed = List.of();
    private List<RunningStatistics> statistics = List.of();
    private Map<String, Supplier<INDArray>> activations = Map.of();
    private int forwardSteps;

    private Pass(Weights weights, long[] shape) {
        this.weights = weights;
        this.images = Tensor.at(OneDnn.plain(shape), null);
    }

    /**
     * One that scores.
     *
     * @param shape of the images, {@code [batch, channels, height, width]}
     */
    static Pass inUse(Trunk trunk, Weights weights, long[] shape) {
        Pass pass = new Pass(weights, shape);
        InUse steps = new InUse(pass.program, weights, trunk, pass.images);
        pass.giveOut(steps.value(trunk.features()));
        pass.needed = steps.needed();
        pass.forwardSteps = pass.program.steps();
        pass.program.plan();
        return pass;
    }

    /** One that trains what is not frozen. */
    static Pass inTraining(Trunk trunk, Weights weights, long[] shape) {
        Pass pass = new Pass(weights, shape);
        InTraining steps = new InTraining(pass.program, weights, trunk, pass.images);
        steps.forward();
        pass.giveOut(steps.value(trunk.features()));
        pass.forwardSteps = pass.program.steps();
        pass.gradient = array(pass.features.shape());
        steps.seed(trunk.features(), featureTensor(pass.gradient));
        steps.backward();
        pass.needed = steps.needed();
        pass.statistics = steps.statistics();
        pass.activations = steps.activations();
        pass.program.plan();
        return pass;
    }

    private void giveOut(Tensor value) {
        long[] shape = value.shape();
        features = array(shape[0], shape[1]);
        program.copy(value, featureTensor(features));
    }

    private static INDArray array(long... shape) {
        return OutsideWorkspaces.get(() -> Nd4j.create(DataType.FLOAT, shape));
    }

    private static Tensor featureTensor(INDArray array) {
        return Parameters.tensor(array, OneDnn.plain(array.size(0), array.size(1), 1, 1));
    }

    /**
     * Computes the features.
     *
     * @param batch contiguous, of the shape this was made for
     * @return {@code [batch, features]}, valid until the next run
     */
    INDArray forward(Arena arena, INDArray batch) {
        weights.prepare(needed);
        program.bind(arena);
        input = batch;
        images.moveTo(Parameters.address(batch));
        try {
            program.run(0, forwardSteps);
        } finally {
            Reference.reachabilityFence(batch);
        }
        if (gradient == null) {
            input = null;
        }
        return features;
    }

    /** Plain copies of what vertices gave out in {@link #forward}, until {@link #backward}. */
    Map<String, Supplier<INDArray>> activations() {
        return activations;
    }

    /**
     * Writes the gradients of what is trained, and the steps of running statistics, into the
     * network's flattened gradient. To be called after {@link #forward} on the same batch.
     *
     * @param featureGradient of the loss by what {@link #forward} returned, the same shape
     */
    void backward(INDArray featureGradient) {
        gradient.assign(featureGradient);
        INDArray read = input;
        try {
            program.run(forwardSteps, program.steps());
        } finally {
            Reference.reachabilityFence(read);
        }
        input = null;
        statistics.forEach(RunningStatistics::writeStep);
    }

    @Override
    public void close() {
        program.close();
        images.close();
        features.close();
        if (gradient != null) {
            gradient.close();
        }
    }
}
