package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void defaultsAreSmallAndGentle() {
        assertThat(ImageSettings.defaults()).isEqualTo(new ImageSettings(64));
        assertThat(AugmentationSettings.none().enabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 1024})
    void imageSizeIncludesItsBounds(int size) {
        assertThatNoException().isThrownBy(() -> new ImageSettings(size));
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 1025, -1})
    void imageSizeOutOfRangeIsNamed(int size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageSettings(size))
                .withMessage("image size is %d, expected 32 to 1024 pixels", size);
    }

    @Test
    void defaultsKeepDepthAndProportions() {
        assertThat(AugmentationSettings.defaults().horizontalFlip()).isEqualTo(new Flip(0.5));
        assertThat(AugmentationSettings.defaults().verticalFlip()).isEqualTo(new Flip(0));
        assertThat(ImageSettings.defaults().fit()).isEqualTo(Fit.PAD);
        assertThat(ImageSettings.stretched(64).fit()).isEqualTo(Fit.STRETCH);
    }

    @ParameterizedTest
    @CsvSource({
        "rotation, -45, 45",
        "scale, 0.5, 1.5",
        "shift, -0.25, 0.25",
        "gain, 0.5, 1.5",
        "contrast, 0.5, 1.5",
        "gamma, 0.5, 2",
        "tgc, -0.5, 0.5",
        "speckle, 0, 0.5"
    })
    void rangesIncludeTheirBoundsAndNoMore(String name, double minimum, double maximum) {
        assertThatNoException()
                .isThrownBy(() -> Variations.only(name, new Variation(1, minimum, maximum)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Variations.only(name, new Variation(1, minimum - 0.01, maximum)))
                .withMessage(
                        "%s.range is [%s, %s], expected two numbers from %s to %s",
                        name, minimum - 0.01, maximum, minimum, maximum);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Variations.only(name, new Variation(1, minimum, maximum + 0.01)))
                .withMessageStartingWith(name + ".range is ");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void whatIsNoProbabilityIsNamed(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Flip(value))
                .withMessage("probability is %s, expected 0.0 to 1.0", value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Variation(value, 0, 1))
                .withMessage("probability is %s, expected 0.0 to 1.0", value);
    }

    @Test
    void whatIsNoRangeIsNamed() {
        List<List<Double>> wrong =
                List.of(
                        List.of(),
                        List.of(1.0),
                        List.of(1.0, 2.0, 3.0),
                        List.of(2.0, 1.0),
                        List.of(0.0, Double.NaN),
                        List.of(0.0, Double.POSITIVE_INFINITY));
        for (List<Double> range : wrong) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Variation(1, range))
                    .withMessage("range is %s, expected two numbers, the smaller first", range);
        }
    }

    @Test
    void claheOutOfRangeIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Clahe(true, 0.5, 8))
                .withMessage("clipLimit is 0.5, expected 1.0 to 40.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Clahe(true, 2, 33))
                .withMessage("tiles is 33, expected 1 to 32");
    }
}
