package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
    private static final ImageSettings BASE = new ImageSettings(64);

    @Test
    void theKeyNamesAllThatShapesAWorkingImage() {
        assertThat(key(BASE)).isEqualTo("working-image/1 side=128 fit=pad mask=off clahe=off");
        assertThat(
                        key(
                                new ImageSettings(
                                        96,
                                        Fit.STRETCH,
                                        true,
                                        new Clahe(true, 3, 4),
                                        Normalisation.CAFFE)))
                .isEqualTo("working-image/1 side=192 fit=stretch mask=2 clahe=3.0/4");
    }

    @Test
    void anyOtherWorkingImageHasAnotherKey() {
        Clahe off = Clahe.off();
        List<ImageSettings> settings =
                List.of(
                        BASE,
                        new ImageSettings(65),
                        new ImageSettings(64, Fit.STRETCH, false, off, Normalisation.RANGE),
                        new ImageSettings(64, Fit.PAD, true, off, Normalisation.RANGE),
                        new ImageSettings(
                                64, Fit.PAD, false, new Clahe(true, 2, 8), Normalisation.RANGE),
                        new ImageSettings(
                                64, Fit.PAD, false, new Clahe(true, 2.5, 8), Normalisation.RANGE),
                        new ImageSettings(
                                64, Fit.PAD, false, new Clahe(true, 2, 9), Normalisation.RANGE));
        assertThat(settings).extracting(PreprocessingTest::key).doesNotHaveDuplicates();
    }

    @Test
    void whatComesAfterTheWorkingImageLeavesTheKey() {
        assertThat(key(new ImageSettings(64, Fit.PAD, false, Clahe.off(), Normalisation.TORCH)))
                .isEqualTo(key(BASE));
        assertThat(
                        key(
                                new ImageSettings(
                                        64,
                                        Fit.PAD,
                                        false,
                                        new Clahe(false, 9, 3),
                                        Normalisation.RANGE)))
                .isEqualTo(key(BASE));
    }

    private static String key(ImageSettings settings) {
        return Preprocessing.of(settings).key();
    }
}
