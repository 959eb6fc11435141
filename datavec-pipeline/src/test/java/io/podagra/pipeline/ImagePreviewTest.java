package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.pipeline.AppliedStep.What;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class ImagePreviewTest {
    private static final ImageSettings SETTINGS = new ImageSettings(32);

    @TempDir private Path folder;

    @Test
    void showsWhatTheNetworkSees() throws Exception {
        CohortImage image = colour();
        ImagePreview preview = preview(image, AugmentationSettings.none(), 1);
        INDArray input = new ImageLoader(SETTINGS).load(image.file());

        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                int rgb = preview.prepared().getRGB(x, y);
                assertThat(rgb & 0xFF).isEqualTo(input.getInt(0, 0, y, x));
                assertThat(rgb >> 8 & 0xFF).isEqualTo(input.getInt(0, 1, y, x));
                assertThat(rgb >> 16 & 0xFF).isEqualTo(input.getInt(0, 2, y, x));
                assertThat(preview.variants().get(0).picture().getRGB(x, y)).isEqualTo(rgb);
            }
        }
        assertThat(preview.variants().get(0).applied()).isEmpty();
        assertThat(preview.cleaned()).isEmpty();
    }

    @Test
    void theOriginalIsTheFile() throws Exception {
        ImagePreview preview = preview(colour(), AugmentationSettings.none(), 0);

        assertThat(preview.original().getWidth()).isEqualTo(60);
        assertThat(preview.original().getHeight()).isEqualTo(40);
        assertThat(preview.original().getRGB(5, 7) & 0xFFFFFF).isEqualTo(0x204060);
        assertThat(preview.original().getRGB(50, 7) & 0xFFFFFF).isEqualTo(0xFF0000);
    }

    @Test
    void variantsDifferAndSayWhatWasDone() throws Exception {
        ImagePreview preview = preview(colour(), AugmentationSettings.defaults(), 4);

        assertThat(preview.variants()).hasSize(4).doesNotHaveDuplicates();
        assertThat(preview.variants())
                .allSatisfy(
                        variant ->
                                assertThat(variant.applied())
                                        .extracting(AppliedStep::what)
                                        .contains(What.TURNED, What.SCALE, What.SHIFT));
    }

    @Test
    void anImageThatCannotBeDecodedIsNamed() throws Exception {
        CohortImage image = colour();
        TestImages.spoil(image);

        assertThatThrownBy(() -> preview(image, AugmentationSettings.none(), 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("colour.png");
    }

    private static ImagePreview preview(
            CohortImage image, AugmentationSettings augmentation, int variants) {
        return ImagePreview.of(image, SETTINGS, augmentation, variants, 7, 0);
    }

    private CohortImage colour() throws Exception {
        BufferedImage picture = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 60; x++) {
                picture.setRGB(x, y, x < 30 ? 0x204060 : 0xFF0000);
            }
        }
        return TestImages.image(
                TestImages.write(picture, folder.resolve("colour.png")), Label.NORMAL);
    }
}
