package io.podagra.ui.images;

import io.podagra.eval.report.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Makes small PNGs. */
final class PicturePng {
    /** Width and height at most, in pixels. */
    static final int SIDE = 160;

    private PicturePng() {}

    /**
     * The picture, made smaller if it is larger than {@value #SIDE} pixels a side; grey if all of
     * its pixels are, which takes a third of the bytes. The same pixels give the same bytes.
     */
    static byte[] of(BufferedImage picture) {
        BufferedImage small = Picture.fitted(picture, SIDE, SIDE);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(isGrey(small) ? grey(small) : small, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture cannot be written to memory", e);
        }
        return png.toByteArray();
    }

    private static boolean isGrey(BufferedImage picture) {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int rgb = picture.getRGB(x, y);
                int blue = rgb & 0xFF;
                if ((rgb >> 8 & 0xFF) != blue || (rgb >> 16 & 0xFF) != blue) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Pixel by pixel: Java's own conversion to grey would bend the values. */
    private static BufferedImage grey(BufferedImage picture) {
        BufferedImage grey =
                new BufferedImage(
                        picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                grey.getRaster().setSample(x, y, 0, picture.getRGB(x, y) & 0xFF);
            }
        }
        return grey;
    }
}
