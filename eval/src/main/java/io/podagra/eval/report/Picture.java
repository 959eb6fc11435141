package io.podagra.eval.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Puts a picture into a page, so that the page needs no other file. */
final class Picture {
    /** In pixels; eight errors of two methods then take about as much space as the charts. */
    static final int WIDEST = 160;

    private Picture() {}

    /** A PNG of at most {@link #WIDEST} pixels in width, as a {@code data:} address. */
    static String dataUri(BufferedImage picture) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(narrowed(picture), "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture cannot be written to memory", e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }

    /** Halves a wide picture as often as it can, since one large step would skip pixels. */
    private static BufferedImage narrowed(BufferedImage picture) {
        BufferedImage narrow = picture;
        while (narrow.getWidth() > WIDEST) {
            int width = Math.max(WIDEST, narrow.getWidth() / 2);
            int height =
                    Math.max(1, Math.round((float) narrow.getHeight() * width / narrow.getWidth()));
            narrow = scaled(narrow, width, height);
        }
        return narrow;
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
