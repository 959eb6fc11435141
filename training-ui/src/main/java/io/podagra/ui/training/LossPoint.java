package io.podagra.ui.training;

import static java.util.Objects.requireNonNull;

/**
 * The training loss within an epoch.
 *
 * @param arm its name
 * @param epochs since the beginning, a fraction within an epoch
 * @param loss mean of the batches since the point before, in nats, without any penalty
 */
public record LossPoint(String arm, double epochs, double loss) {
    public LossPoint {
        requireNonNull(arm, "arm is null");
    }
}
