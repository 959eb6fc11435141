package io.podagra.ui.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PicturePngTest {
    @Test
    void everyPixelOfAGreyPictureStaysAsItIs() throws IOException {
        BufferedImage picture = Pictures.picture(1);
        BufferedImage png = read(PicturePng.of(picture));
        assertThat(png.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                assertThat(png.getRaster().getSample(x, y, 0))
                        .isEqualTo(picture.getRGB(x, y) & 0xFF);
            }
        }
    }

    @Test
    void coloursStay() throws IOException {
        BufferedImage picture = Pictures.picture(1);
        picture.setRGB(3, 4, 0xFF8000);
        assertThat(read(PicturePng.of(picture)).getRGB(3, 4) & 0xFFFFFF).isEqualTo(0xFF8000);
    }

    @Test
    void aLargePictureIsMadeSmallInItsProportions() throws IOException {
        BufferedImage large = new BufferedImage(1024, 512, BufferedImage.TYPE_INT_RGB);
        BufferedImage png = read(PicturePng.of(large));
        assertThat(png.getWidth()).isEqualTo(160);
        assertThat(png.getHeight()).isEqualTo(80);
    }

    @Test
    void thePixelsDecideTheBytes() {
        assertThat(PicturePng.of(Pictures.picture(1)))
                .isEqualTo(PicturePng.of(Pictures.picture(1)))
                .isNotEqualTo(PicturePng.of(Pictures.picture(2)));
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
