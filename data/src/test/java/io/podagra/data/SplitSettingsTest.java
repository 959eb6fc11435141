package io.podagra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitSettingsTest {
    @Test
    void defaultsAreThePapersSixToFour() {
        assertThat(SplitSettings.defaults()).isEqualTo(new SplitSettings(0.4, 0.2, 42));
    }

    @Test
    void validationIsAShareOfTheTrainingPatients() {
        SplitSettings settings = new SplitSettings(0.4, 0.2, 1);

        assertThat(settings.fraction(Part.VALIDATION)).isCloseTo(0.12, within(1e-12));
        assertThat(Stream.of(Part.values()).mapToDouble(settings::fraction).sum())
                .isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesWhatIsNoFraction(double value) {
        assertThatThrownBy(() -> new SplitSettings(value, 0.2, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "testFraction is "
                                + value
                                + ", expected a number between 0 and 1, both excluded");
        assertThatThrownBy(() -> new SplitSettings(0.4, value, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("validationFraction is " + value);
    }
}
