package io.podagra.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Two trainings that took the same steps, as far as float32 sums are the same. */
final class SameTraining {
    private SameTraining() {}

    /** Compares history and weights, but no times. */
    static void assertSame(TrainedArm arm, TrainedArm expected) {
        assertThat(arm.history())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
                        "seconds", "imagesPerSecond", "trainingLoss", "validationLoss")
                .isEqualTo(expected.history());
        for (int epoch = 0; epoch < expected.history().size(); epoch++) {
            EpochResult result = arm.history().get(epoch);
            EpochResult other = expected.history().get(epoch);
            assertThat(result.trainingLoss()).isCloseTo(other.trainingLoss(), within(1e-6));
            assertThat(result.validationLoss()).isCloseTo(other.validationLoss(), within(1e-6));
        }
        assertThat(arm.bestEpoch().epoch()).isEqualTo(expected.bestEpoch().epoch());
        assertThat(arm.network().params().toDoubleVector())
                .containsExactly(expected.network().params().toDoubleVector(), within(1e-6));
    }
}
