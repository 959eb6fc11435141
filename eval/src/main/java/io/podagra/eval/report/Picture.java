package io.podagra.eval.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Makes pictures small, and puts them into a page that needs no other file. */
public final class Picture {
    /** In pixels; eight errors of two methods then take about as much space as the charts. */
    static final int WIDEST = 160;

    private Picture() {}

    /** A PNG of at most {@link #WIDEST} pixels in width, as a {@code data:} address. */
    static String dataUri(BufferedImage picture) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(fitted(picture, WIDEST, Integer.MAX_VALUE), "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture cannot be written to memory", e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }

    /**
     * The picture, or a smaller one of the same shape: halved as often as it can be, since one
     * large step would skip pixels.
     *
     * @param widest in pixels, at least 1
     * @param highest in pixels, at least 1
     */
    public static BufferedImage fitted(BufferedImage picture, int widest, int highest) {
        BufferedImage fitted = picture;
        while (fitted.getWidth() > widest || fitted.getHeight() > highest) {
            double factor =
                    Math.max(
                            0.5,
                            Math.min(
                                    (double) widest / fitted.getWidth(),
                                    (double) highest / fitted.getHeight()));
            fitted =
                    scaled(
                            fitted,
                            Math.max(1, (int) Math.round(factor * fitted.getWidth())),
                            Math.max(1, (int) Math.round(factor * fitted.getHeight())));
        }
        return fitted;
    }

    private static BufferedImage scaled(BufferedImage picture, int width, int height) {
        int type =
                picture.getType() == BufferedImage.TYPE_BYTE_GRAY
                        ? BufferedImage.TYPE_BYTE_GRAY
                        : BufferedImage.TYPE_INT_RGB;
        BufferedImage scaled = new BufferedImage(width, height, type);
        Graphics2D graphics = scaled.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(picture, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return scaled;
    }
}
