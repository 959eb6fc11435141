package io.podagra.model.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class SaliencyPictureTest {
    private static final int SIZE = 64;
    private static final int GREY = 0x606060;

    @Test
    void theImageStaysGreyExceptWhereTheMapSpeaks() {
        BufferedImage picture = SaliencyPicture.draw(image(0), mapOf(20, 30), false);

        assertThat(picture.getWidth()).isEqualTo(384);
        assertThat(picture.getHeight()).isEqualTo(384);
        assertThat(rgb(picture, 20, 30)).isNotEqualTo(GREY);
        assertThat(rgb(picture, 50, 10)).isEqualTo(GREY);
    }

    @Test
    void blackThatWasAddedIsCutOff() {
        BufferedImage picture = SaliencyPicture.draw(image(8), mapOf(20, 30), false);

        assertThat(picture.getWidth()).isEqualTo(384);
        assertThat(picture.getHeight()).isEqualTo(384 * 48 / 64);
    }

    @Test
    void aSyntheticPictureSaysSo() {
        SaliencyMap map = mapOf(20, 30);
        BufferedImage plain = SaliencyPicture.draw(image(0), map, false);
        BufferedImage marked = SaliencyPicture.draw(image(0), map, true);

        assertThat(white(plain)).isZero();
        assertThat(white(marked)).isPositive();
    }

    @Test
    void anEmptyMapIsSaid() {
        SaliencyMap empty = SaliencyMap.of(SIZE, new float[SIZE * SIZE]);

        assertThat(white(SaliencyPicture.draw(image(0), empty, false))).isPositive();
    }

    @Test
    void anImageOfAnotherSizeIsRefused() {
        SaliencyMap map = SaliencyMap.of(2, new float[4]);

        assertThatThrownBy(() -> SaliencyPicture.draw(image(0), map, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64");
    }

    private static BufferedImage image(int blackAbove) {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        for (int y = blackAbove; y < SIZE - blackAbove; y++) {
            for (int x = 0; x < SIZE; x++) {
                image.setRGB(x, y, GREY);
            }
        }
        return image;
    }

    private static SaliencyMap mapOf(int x, int y) {
        float[] values = new float[SIZE * SIZE];
        values[y * SIZE + x] = 1;
        return SaliencyMap.of(SIZE, values);
    }

    private static int rgb(BufferedImage picture, int x, int y) {
        return picture.getRGB(6 * x + 3, 6 * y + 3) & 0xFFFFFF;
    }

    private static long white(BufferedImage picture) {
        long white = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                white += (picture.getRGB(x, y) & 0xFFFFFF) == 0xFFFFFF ? 1 : 0;
            }
        }
        return white;
    }
}
