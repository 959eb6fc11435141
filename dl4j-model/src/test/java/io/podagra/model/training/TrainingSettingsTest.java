package io.podagra.model.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TrainingSettingsTest {
    @Test
    void namesTheSettingItsValueAndItsRange() {
        assertRefused(
                () -> settings().epochs(0).build(),
                "epochs is 0, expected a whole number from 1 to 10000");
        assertRefused(
                () -> settings().batchSize(1).build(),
                "batchSize is 1, expected a whole number from 2 to 1024");
        assertRefused(
                () -> settings().accumulation(0).build(),
                "accumulation is 0, expected a whole number from 1 to 1000");
        assertRefused(
                () -> settings().learningRate(Double.NaN).build(),
                "learningRate is NaN, expected a number in (0, 1]");
        assertRefused(
                () -> settings().weightDecay(-1).build(),
                "weightDecay is -1.0, expected a number in [0, 1)");
        assertRefused(
                () -> settings().dropout(1).build(), "dropout is 1.0, expected a number in [0, 1)");
        assertRefused(
                () -> settings().patience(0).build(),
                "patience is 0, expected a whole number from 1 to 10000");
        assertRefused(
                () -> settings().checkpointMinutes(0).build(),
                "checkpointMinutes is 0.0, expected more than 0");
    }

    @Test
    void namesTheSettingsOfTheScheduleAndTheStages() {
        assertRefused(
                () -> new Schedule(Schedule.Shape.STEP, -1, 10, 0.1),
                "warmUpEpochs is -1.0, expected a number of at least 0");
        assertRefused(
                () -> new Schedule(Schedule.Shape.STEP, 0, 0, 0.1),
                "stepEpochs is 0, expected a whole number from 1 to 10000");
        assertRefused(
                () -> new Schedule(Schedule.Shape.STEP, 0, 10, 1.5),
                "stepFactor is 1.5, expected a number in (0, 1]");
        assertRefused(
                () -> new StageSettings(6, 0, StageSettings.all().rates()),
                "frozen is 6, expected a whole number from 0 to 5");
        assertRefused(
                () -> new StageSettings(0, 0, List.of(1.0, 0.0)),
                "rates is [1.0, 0.0], expected 6 numbers more than 0: stem, stages 2 to 5,"
                        + " head");
    }

    @Test
    void itsOwnValuesAreInRange() {
        assertThatCode(TrainingSettings::defaults).doesNotThrowAnyException();
        assertThatCode(TrainingSettings::pretraining).doesNotThrowAnyException();
    }

    private static TestSettings settings() {
        return new TestSettings();
    }

    private static void assertRefused(ThrowingCallable construction, String message) {
        assertThatThrownBy(construction)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
