package io.podagra.data.drawing;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A canvas in colour for sheets of pictures. Colours are 0xRRGGBB, positions in pixels. */
public final class SheetCanvas {
    /**
     * Grey levels are rounded to every eighth: unseen in speckle, and nearly half of the file less.
     */
    private static final int GREY_STEP = 8;

    private static final int OUTLINE = 2;

    private final BufferedImage image;

    /** A canvas of one colour. */
    public SheetCanvas(int width, int height, int background) {
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        fill(0, 0, width, height, background);
    }

    /** In pixels. */
    public int width() {
        return image.getWidth();
    }

    /** Fills a rectangle. */
    public void fill(int x, int y, int columns, int rows, int colour) {
        for (int row = y; row < y + rows; row++) {
            for (int column = x; column < x + columns; column++) {
                image.setRGB(column, row, colour);
            }
        }
    }

    /** What {@link #text} takes across, the space after its last letter included. */
    public static int widthOf(String text, int scale) {
        return scale * BitmapFont.widthOf(text);
    }

    /**
     * Letters of the screens' font, each pixel a square of so many; capitals, figures and a few
     * signs. Others are spaces.
     */
    public void text(int x, int y, int scale, String text, int colour) {
        BitmapFont.draw(
                text,
                (inkX, inkY) -> fill(x + scale * inkX, y + scale * inkY, scale, scale, colour));
    }

    /** A picture within a square of so many pixels, in its own proportions, in the middle. */
    public void picture(int x, int y, int side, BufferedImage picture) {
        double scale = (double) side / Math.max(picture.getWidth(), picture.getHeight());
        int columns = Math.max(1, (int) Math.round(scale * picture.getWidth()));
        int rows = Math.max(1, (int) Math.round(scale * picture.getHeight()));
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(
                picture, x + (side - columns) / 2, y + (side - rows) / 2, columns, rows, null);
        graphics.dispose();
    }

    /** A grey picture at its own size, in somewhat fewer grey levels. */
    public void picture(int x, int y, GreyImage picture) {
        for (int row = 0; row < picture.height(); row++) {
            for (int column = 0; column < picture.width(); column++) {
                int grey = picture.at(column, row) / GREY_STEP * GREY_STEP;
                image.setRGB(x + column, y + row, grey * 0x010101);
            }
        }
    }

    /**
     * The outline of what a mask has one bit for: the pixels outside of it, no further than two
     * away.
     */
    public void outline(int x, int y, GreyImage mask, int bit, int colour) {
        for (int row = OUTLINE; row < mask.height() - OUTLINE; row++) {
            for (int column = OUTLINE; column < mask.width() - OUTLINE; column++) {
                if (!shows(mask, bit, column, row) && showsNear(mask, bit, column, row)) {
                    image.setRGB(x + column, y + row, colour);
                }
            }
        }
    }

    private static boolean showsNear(GreyImage mask, int bit, int x, int y) {
        for (int down = -OUTLINE; down <= OUTLINE; down++) {
            int reach = OUTLINE - Math.abs(down);
            for (int right = -reach; right <= reach; right++) {
                if (shows(mask, bit, x + right, y + down)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean shows(GreyImage mask, int bit, int x, int y) {
        return (mask.at(x, y) & bit) != 0;
    }

    /** The canvas as a file's bytes. */
    public byte[] toPng() {
        return png(image);
    }

    static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // A stream of our own, or ImageIO would make a file of each image first.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IllegalStateException("this Java platform cannot write PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
