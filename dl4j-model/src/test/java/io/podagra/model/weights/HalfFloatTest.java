package io.podagra.model.weights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatTest {
    /** {@code [hex(x.view('u2')) for x in numpy.float16([1, -2, 65504, 2**-24, ...])]}. */
    @ParameterizedTest
    @CsvSource({
        "1, 3c00",
        "-2, c000",
        "65504, 7bff",
        "65519.99, 7bff",
        "65520, 7c00",
        "-Infinity, fc00",
        "5.9604645e-8, 0001",
        "2.9802322e-8, 0000",
        "2.9802326e-8, 0001",
        "6.1035156e-5, 0400",
        "6.0975552e-5, 03ff",
        "6.1020254e-5, 0400",
        "0.1, 2e66",
        "1.00048828125, 3c00",
        "1.00146484375, 3c02",
        "1.99951, 3fff",
        "1.9998, 4000",
        "0, 0000",
        "-0.0, 8000"
    })
    void roundsAsNumpyDoes(float value, String bits) {
        assertThat(HalfFloat.ofFloat(value) & 0xffff).isEqualTo(Integer.parseInt(bits, 16));
    }

    @Test
    void everyNumberSurvivesTheWayToFloatAndBack() {
        for (int bits = 0; bits <= 0xffff; bits++) {
            float value = HalfFloat.toFloat((short) bits);
            if (Float.isNaN(value)) {
                assertThat(HalfFloat.toFloat(HalfFloat.ofFloat(value))).isNaN();
            } else {
                assertThat(HalfFloat.ofFloat(value)).isEqualTo((short) bits);
            }
        }
    }
}
