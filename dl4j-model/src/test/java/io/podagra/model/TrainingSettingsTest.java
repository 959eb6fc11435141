package io.podagra.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrainingSettingsTest {
    @Test
    void namesTheSettingItsValueAndItsRange() {
        assertThatThrownBy(() -> new TrainingSettings(0, 16, 0.001, 0, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("epochs is 0, expected a whole number from 1 to 10000");
        assertThatThrownBy(() -> new TrainingSettings(1, 1, 0.001, 0, 5))
                .hasMessage("batchSize is 1, expected a whole number from 2 to 1024");
        assertThatThrownBy(() -> new TrainingSettings(1, 16, Double.NaN, 0, 5))
                .hasMessage("learningRate is NaN, expected a number in (0, 1]");
        assertThatThrownBy(() -> new TrainingSettings(1, 16, 0.001, -1, 5))
                .hasMessage("weightDecay is -1.0, expected a number in [0, 1)");
        assertThatThrownBy(() -> new TrainingSettings(1, 16, 0.001, 0, 0))
                .hasMessage("patience is 0, expected a whole number from 1 to 10000");
    }
}
