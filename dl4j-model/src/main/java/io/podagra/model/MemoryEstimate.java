package io.podagra.model;

import io.podagra.data.InvalidInputException;
import io.podagra.model.onednn.OneDnn;
import io.podagra.model.training.TrainingSettings;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * How much native memory training will take, estimated before anything is allocated.
 *
 * @param parameters of the network
 * @param valuesPerImage activations of all its vertices, of one image
 * @param arrays of the size of the parameters that training holds
 * @param batchSize images that go through the network together
 * @param perValue bytes taken for each byte of activations
 */
public record MemoryEstimate(
        long parameters, long valuesPerImage, int arrays, int batchSize, double perValue) {
    private static final int BYTES = 4;

    /**
     * By Deeplearning4j's layers: the activations, their gradients while they are needed, and
     * oneDNN's copies in its own layout. Chosen, as the next, so that the estimate is not below
     * what benchmarks/memory measured.
     */
    private static final double BY_LAYER = 3.7;

    /** By the trunk as a whole: what backpropagation needs, in which gradients take its place. */
    private static final double AS_A_WHOLE = 0.6;

    /** The native library, its threads' buffers, prefetched batches. */
    private static final long FIXED = 300L << 20;

    /** Weights, gradient, the best epoch's weights, and Adam's two means. */
    private static final int ARRAYS = 5;

    /** Of a training with these settings, on this machine. Allocates nothing. */
    public static MemoryEstimate of(
            int imageSize, ResNetVariant variant, TrainingSettings settings) {
        return of(imageSize, variant, settings, OneDnn.obstacle().isEmpty());
    }

    /**
     * @param asAWhole whether the trunk is computed as a whole
     */
    static MemoryEstimate of(
            int imageSize, ResNetVariant variant, TrainingSettings settings, boolean asAWhole) {
        ComputationGraphConfiguration configuration =
                ResNet50Graph.configuration(imageSize, variant, settings);
        long parameters =
                configuration.getVertices().values().stream()
                        .filter(LayerVertex.class::isInstance)
                        .map(LayerVertex.class::cast)
                        .map(LayerVertex::getLayerConf)
                        .mapToLong(layer -> layer.getLayer().initializer().numParams(layer))
                        .sum();
        Map<String, InputType> activations =
                configuration.getLayerActivationTypes(
                        InputType.convolutional(imageSize, imageSize, ResNet50Graph.CHANNELS));
        long values =
                activations.values().stream().mapToLong(InputType::arrayElementsPerExample).sum();
        int folded = asAWhole ? 1 : 0; // weights with batch norms, for validation
        int arrays = ARRAYS + folded + (settings.accumulation() > 1 ? 1 : 0);
        return new MemoryEstimate(
                parameters, values, arrays, settings.batchSize(), asAWhole ? AS_A_WHOLE : BY_LAYER);
    }

    /** The same with another batch. */
    public MemoryEstimate withBatchSize(int images) {
        return new MemoryEstimate(parameters, valuesPerImage, arrays, images, perValue);
    }

    /** Native memory in bytes, about. */
    public long bytes() {
        return FIXED
                + BYTES * parameters * arrays
                + (long) (perValue * BYTES * valuesPerImage * batchSize);
    }

    /** The largest batch that a limit of native memory leaves room for; may be less than 1. */
    public int largestBatch(long limit) {
        long left = limit - FIXED - BYTES * parameters * arrays;
        return (int) Math.floor(left / (perValue * BYTES * valuesPerImage));
    }

    /**
     * Refuses what cannot fit into the native memory that this process may use.
     *
     * @throws InvalidInputException telling how much is needed and what to lower
     */
    public void requireFits() {
        requireFits(Pointer.maxBytes());
    }

    /**
     * Refuses trainings at the same time that cannot fit together.
     *
     * @param trainings at the same time, each of this estimate
     * @throws InvalidInputException telling how many would fit
     */
    public void requireFits(int trainings) {
        requireFits(trainings, Pointer.maxBytes());
    }

    void requireFits(int trainings, long limit) {
        if (trainings == 1 || limit <= 0 || trainings * bytes() <= limit) {
            return;
        }
        throw new InvalidInputException(
                "tuning.parallel is %d, and each trial needs about %s of the %s of native memory that may be used; set it to %d, or raise PODAGRA_NATIVE_MB if the machine has more"
                        .formatted(
                                trainings,
                                gibibytes(bytes()),
                                gibibytes(limit),
                                Math.max(1, limit / bytes())));
    }

    void requireFits(long limit) {
        if (limit <= 0 || bytes() <= limit) {
            return;
        }
        int fitting = largestBatch(limit);
        String advice =
                fitting < 2
                        ? "lower image.size"
                        : "lower training.batchSize to %d (training.accumulation makes up for it) or image.size"
                                .formatted(fitting);
        throw new InvalidInputException(
                "training in batches of %d needs about %s of native memory, and %s may be used; %s, or raise PODAGRA_NATIVE_MB if the machine has more"
                        .formatted(batchSize, gibibytes(bytes()), gibibytes(limit), advice));
    }

    private static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1 << 30));
    }
}
