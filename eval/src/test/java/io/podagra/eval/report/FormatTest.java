package io.podagra.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormatTest {
    @Test
    void numbersNeverReadMinusZero() {
        assertThat(Format.signed(-0.0004)).isEqualTo("0.000");
        assertThat(Format.signed(-0.0005001)).isEqualTo("\u22120.001");
        assertThat(Format.signed(0.02)).isEqualTo("+0.020");
    }

    @Test
    void smallPsAreNoZeros() {
        assertThat(Format.p(0.00099)).isEqualTo("< 0.001");
        assertThat(Format.p(0.0346)).isEqualTo("0.035");
    }

    @Test
    void confidenceIsWrittenWithoutNeedlessDigits() {
        assertThat(Format.confidence(0.95)).isEqualTo("95");
        assertThat(Format.confidence(0.9)).isEqualTo("90");
        assertThat(Format.confidence(0.995)).isEqualTo("99.5");
    }

    @Test
    void settingsAreWrittenAsTheUserWroteThem() {
        assertThat(Format.exact(2)).isEqualTo("2");
        assertThat(Format.exact(0.02)).isEqualTo("0.02");
        assertThat(Format.share(0.9)).isEqualTo("90 %");
        assertThat(Format.share(0.975)).isEqualTo("97.5 %");
        assertThat(Format.share(1.0 / 3)).isEqualTo("33.33 %");
        assertThat(Format.share(1)).isEqualTo("100 %");
    }

    @Test
    void nounsFollowTheirNumber() {
        assertThat(Format.counted(1, "image")).isEqualTo("1 image");
        assertThat(Format.counted(1616, "image")).isEqualTo("1,616 images");
    }
}
