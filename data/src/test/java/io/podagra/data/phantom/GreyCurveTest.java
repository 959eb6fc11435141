package io.podagra.data.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreyCurveTest {
    @ParameterizedTest
    @CsvSource({"60, 0, 1", "50, -5, 0.9", "72, 5, 1.2"})
    void isTheLogarithmOverTheDynamicRangeToThePowerOfGamma(
            double range, double gain, double gamma) {
        GreyCurve curve = new GreyCurve(range, gain, gamma);
        for (double decibels = -80; decibels <= 10; decibels += 0.37) {
            double share = Math.max(0, Math.min(1, (decibels + gain + range) / range));
            float power = (float) Math.pow(10, decibels / 10);

            // A quarter of one of 256 grey levels.
            assertThat((double) curve.at(power)).isCloseTo(Math.pow(share, gamma), within(1e-3));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "1e30, 1"})
    void silenceIsBlackAndTheBrightestIsWhite(float power, float grey) {
        assertThat(new GreyCurve(60, 0, 1).at(power)).isCloseTo(grey, within(1e-3f));
    }
}
