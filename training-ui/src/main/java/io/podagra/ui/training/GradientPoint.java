package io.podagra.ui.training;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * How large the gradient is beside the weights, stage by stage.
 *
 * @param arm its name
 * @param epochs since the beginning, a fraction within an epoch
 * @param ratios by stage: norm of the gradient over norm of the weights, at least 0
 */
public record GradientPoint(String arm, double epochs, Map<String, Double> ratios) {
    public GradientPoint {
        requireNonNull(arm, "arm is null");
        ratios = Map.copyOf(ratios);
    }
}
