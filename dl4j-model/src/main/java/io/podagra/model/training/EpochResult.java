package io.podagra.model.training;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * What one epoch came to.
 *
 * @param epoch from 1
 * @param trainingLoss mean loss of the epoch's images, in nats, augmented, network in training mode
 * @param validationLoss mean cross-entropy of the validation images, in nats
 * @param validationAuc area under the ROC curve of the validation images or patients; empty when
 *     they are of one class
 * @param learningRate of the epoch's last step, before the stages' own factors
 * @param seconds of wall time, validation included; of the part after a resumption only
 * @param imagesPerSecond training images a second, validation not counted
 * @param best whether this is the best epoch so far
 */
public record EpochResult(
        int epoch,
        double trainingLoss,
        double validationLoss,
        OptionalDouble validationAuc,
        double learningRate,
        double seconds,
        double imagesPerSecond,
        boolean best) {
    public EpochResult {
        requireNonNull(validationAuc, "validationAuc is null");
    }

    /** Whether this epoch's network is to be preferred to another's: AUC first, loss on a tie. */
    boolean betterThan(EpochResult other) {
        int byAuc = Double.compare(validationAuc.orElse(0.5), other.validationAuc.orElse(0.5));
        return byAuc > 0 || (byAuc == 0 && validationLoss < other.validationLoss);
    }

    EpochResult asBest() {
        return new EpochResult(
                epoch,
                trainingLoss,
                validationLoss,
                validationAuc,
                learningRate,
                seconds,
                imagesPerSecond,
                true);
    }
}
