package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void defaultsAreSmallAndGentle() {
        assertThat(ImageSettings.defaults()).isEqualTo(new ImageSettings(64));
        assertThat(AugmentationSettings.defaults())
                .isEqualTo(new AugmentationSettings(true, 0.5, 10, 0.1, 0.15, 0.15));
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
    void augmentationOutOfRangeIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AugmentationSettings(true, 1.5, 0, 0, 0, 0))
                .withMessage("augmentation horizontalFlip is 1.5, expected 0.0 to 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AugmentationSettings(true, 0, 46, 0, 0, 0))
                .withMessageContaining("maxRotationDegrees is 46.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AugmentationSettings(true, 0, 0, -0.1, 0, 0))
                .withMessageContaining("maxZoom is -0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AugmentationSettings(true, 0, 0, 0, Double.NaN, 0))
                .withMessageContaining("brightness is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AugmentationSettings(true, 0, 0, 0, 0, 0.6))
                .withMessageContaining("contrast is 0.6");
    }
}
