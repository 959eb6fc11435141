package io.podagra.model.weights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatTest {
    /** {@code numpy.array([0x3c00, ...], 'u2').view('f2').astype('f4')}. */
    @ParameterizedTest
    @CsvSource({
        "3c00, 1",
        "c000, -2",
        "7bff, 65504",
        "7c00, Infinity",
        "fc00, -Infinity",
        "0001, 5.9604645e-8",
        "0400, 6.1035156e-5",
        "03ff, 6.0975552e-5",
        "2e66, 0.099975586",
        "3c02, 1.0019531",
        "0000, 0",
        "8000, -0.0"
    })
    void isWhatNumpyReads(String bits, float value) {
        assertThat(HalfFloat.toFloat((short) Integer.parseInt(bits, 16))).isEqualTo(value);
    }

    @Test
    void readsWhatIsNoNumber() {
        assertThat(HalfFloat.toFloat((short) 0x7e00)).isNaN();
    }
}
