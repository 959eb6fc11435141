package io.podagra.model.training;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * How well a network does on validation images.
 *
 * @param loss mean cross-entropy in nats
 * @param auc area under the ROC curve, in [0, 1]; empty when the images are of one class
 * @param scores the probability of abnormal for every image, in their order; none where the task
 *     has several outputs
 */
public record Validation(double loss, OptionalDouble auc, Scores scores) {
    public Validation {
        requireNonNull(auc, "auc is null");
        requireNonNull(scores, "scores is null");
    }
}
