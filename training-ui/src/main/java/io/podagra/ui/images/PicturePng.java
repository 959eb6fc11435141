package io.podagra.ui.images;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
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
        BufferedImage small = picture;
        // Halved as often as it can be, since one large step would skip pixels.
        while (Math.max(small.getWidth(), small.getHeight()) > SIDE) {
            int longer = Math.max(small.getWidth(), small.getHeight());
            double factor = Math.max((double) SIDE / longer, 0.5);
            small =
                    drawn(
                            small,
                            scaled(small.getWidth(), factor),
                            scaled(small.getHeight(), factor),
                            BufferedImage.TYPE_INT_RGB);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(isGrey(small) ? grey(small) : small, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture cannot be written to memory", e);
        }
        return png.toByteArray();
    }

    private static int scaled(int pixels, double factor) {
        return Math.max(1, (int) Math.round(factor * pixels));
    }

    private static BufferedImage drawn(BufferedImage picture, int width, int height, int type) {
        BufferedImage result = new BufferedImage(width, height, type);
        Graphics2D graphics = result.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(picture, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return result;
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
