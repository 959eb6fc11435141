package io.podagra.ui.training;

import static java.util.Objects.requireNonNull;

import io.podagra.eval.statistics.Interval;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an epoch of an arm came to.
 *
 * @param arm its name
 * @param epoch from 1
 * @param trainingLoss mean of the epoch's images, in nats, without any penalty
 * @param validationLoss mean cross-entropy of the validation images, in nats
 * @param auc area under the ROC curve of the validation images, in [0, 1]; empty when they are of
 *     one class
 * @param interval of it at 95 %; empty where there is none
 * @param learningRate of the last step, before the stages' own factors
 * @param imagesPerSecond training images a second, validation not counted
 * @param seconds of wall time, validation included
 * @param best whether it is the best so far
 * @param time when it ended
 */
public record EpochPoint(
        String arm,
        int epoch,
        double trainingLoss,
        double validationLoss,
        OptionalDouble auc,
        Optional<Interval> interval,
        double learningRate,
        double imagesPerSecond,
        double seconds,
        boolean best,
        Instant time) {
    /**
     * @throws IllegalArgumentException if the epoch is less than 1
     */
    public EpochPoint {
        requireNonNull(arm, "arm is null");
        requireNonNull(auc, "auc is null");
        requireNonNull(interval, "interval is null");
        requireNonNull(time, "time is null");
        if (epoch < 1) {
            throw new IllegalArgumentException("epoch " + epoch);
        }
    }
}
