package io.podagra.model.onednn;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How far two computations of a training step are apart, by parameter. */
final class TrainingErrors {
    private static final List<String> STATISTICS = List.of("_mean", "_var", "_log10stdev");

    private final double score;
    private final Map<String, Double> gradients = new LinkedHashMap<>();
    private final Map<String, Double> vanishing = new LinkedHashMap<>();
    private final Map<String, Double> steps = new LinkedHashMap<>();

    /**
     * @param score difference of the scores
     */
    TrainingErrors(double score) {
        this.score = score;
    }

    /**
     * Compares what is written for a parameter.
     *
     * @param vanishes whether its gradient is 0 but for rounding
     */
    void add(String name, INDArray expected, INDArray actual, boolean vanishes) {
        if (STATISTICS.stream().anyMatch(name::endsWith)) {
            steps.put(name, Twins.largestDifference(expected, actual));
        } else if (vanishes) {
            vanishing.put(name, Twins.largestDifference(expected, actual));
        } else {
            gradients.put(name, Twins.relativeError(expected, actual));
        }
    }

    double score() {
        return score;
    }

    /** Relative errors of gradients. */
    Map<String, Double> gradients() {
        return gradients;
    }

    /** The largest relative error of a gradient. */
    double worstGradient() {
        return worst(gradients);
    }

    /** The largest difference of a gradient that is 0 but for rounding. */
    double worstVanishing() {
        return worst(vanishing);
    }

    /** The largest difference of a step of running statistics. */
    double worstStep() {
        return worst(steps);
    }

    private static double worst(Map<String, Double> errors) {
        return errors.values().stream().max(Comparator.naturalOrder()).orElse(0.0);
    }

    @Override
    public String toString() {
        return "score %s, gradients %s, 0 but for rounding %s, steps %s"
                .formatted(score, gradients, vanishing, steps);
    }
}
