package io.podagra.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureTest {
    @Test
    void wideAreNarrowedInProportion() throws IOException {
        BufferedImage narrow = shown(new BufferedImage(1000, 500, BufferedImage.TYPE_BYTE_GRAY));

        assertThat(narrow.getWidth()).isEqualTo(160);
        assertThat(narrow.getHeight()).isEqualTo(80);
    }

    @Test
    void narrowStayAsTheyAre() throws IOException {
        BufferedImage picture = new BufferedImage(90, 120, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(3, 5, 0x123456);

        BufferedImage shown = shown(picture);

        assertThat(shown.getWidth()).isEqualTo(90);
        assertThat(shown.getRGB(3, 5) & 0xffffff).isEqualTo(0x123456);
    }

    @Test
    void averageGreysAreKept() throws IOException {
        BufferedImage stripes = new BufferedImage(640, 64, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 640; x += 2) {
            for (int y = 0; y < 64; y++) {
                stripes.getRaster().setSample(x, y, 0, 200);
            }
        }

        BufferedImage shown = shown(stripes);

        assertThat(shown.getRaster().getSample(80, 8, 0)).isBetween(90, 110);
    }

    private static BufferedImage shown(BufferedImage picture) throws IOException {
        String address = Picture.dataUri(picture);
        String start = "data:image/png;base64,";
        assertThat(address).startsWith(start);
        return ImageIO.read(
                new ByteArrayInputStream(
                        Base64.getDecoder().decode(address.substring(start.length()))));
    }
}
