package io.podagra.model.training;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How large a stage's gradient is beside its weights: the Euclidean norm of the gradient of the
 * batch's mean loss over that of the weights. Kernels and the head's weights alone, since batch
 * norm's scales and biases begin at 1 and 0, whatever the network.
 *
 * <p>It reads every weight twice, so it is looked at a few times an epoch only: {@value
 * #TIMES_AN_EPOCH} times and at the last batch, but not at every batch of a short epoch.
 */
final class GradientRatios {
    private static final int TIMES_AN_EPOCH = 4;
    private static final int LEAST_BATCHES_BETWEEN = 10;

    private final INDArray parameters;
    private final List<ParameterRange> weights;

    GradientRatios(FlatLayout layout) {
        this.parameters = layout.parameters();
        this.weights =
                layout.ranges().stream()
                        .filter(range -> range.kind() == ParameterRange.Kind.WEIGHT)
                        .toList();
    }

    /**
     * Whether it is time to look.
     *
     * @param batch of the epoch, from 1
     */
    static boolean isDue(int batch, int batchesInEpoch) {
        int every = Math.max(LEAST_BATCHES_BETWEEN, batchesInEpoch / TIMES_AN_EPOCH);
        return batch == batchesInEpoch || batch % every == 0;
    }

    /**
     * The ratio of every trained stage, at least 0; a stage whose weights are all 0 has none.
     *
     * @param gradient flattened, sums over the batch's images
     * @param images in the batch
     */
    Map<Stage, Double> of(INDArray gradient, int images, Set<Stage> trained) {
        Map<Stage, Double> ofGradient = new EnumMap<>(Stage.class);
        Map<Stage, Double> ofWeights = new EnumMap<>(Stage.class);
        for (ParameterRange range : weights) {
            if (trained.contains(range.stage())) {
                addSquare(ofGradient, range, gradient);
                addSquare(ofWeights, range, parameters);
            }
        }
        Map<Stage, Double> ratios = new EnumMap<>(Stage.class);
        ofWeights.forEach(
                (stage, square) -> {
                    if (square > 0) {
                        ratios.put(stage, Math.sqrt(ofGradient.get(stage) / square) / images);
                    }
                });
        return ratios;
    }

    private static void addSquare(Map<Stage, Double> sums, ParameterRange range, INDArray flat) {
        double norm = range.in(flat).norm2Number().doubleValue();
        sums.merge(range.stage(), norm * norm, Double::sum);
    }
}
