package io.podagra.data.drawing;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/** A canvas of 8-bit grey levels. What is drawn beyond its edges is lost. */
public final class GreyImage {
    private final int width;
    private final int height;
    private final byte[] pixels;

    /** Of one grey level, 0 to 255. */
    public GreyImage(int width, int height, int background) {
        this.width = width;
        this.height = height;
        this.pixels = new byte[width * height];
        Arrays.fill(pixels, (byte) background);
    }

    /** In pixels. */
    public int width() {
        return width;
    }

    /** In pixels. */
    public int height() {
        return height;
    }

    /** The grey level, 0 to 255. */
    public int at(int x, int y) {
        return pixels[y * width + x] & 0xFF;
    }

    /** Sets a pixel to a grey level, 0 to 255. */
    public void set(int x, int y, int grey) {
        if (x >= 0 && x < width && y >= 0 && y < height) {
            pixels[y * width + x] = (byte) grey;
        }
    }

    /** Fills a rectangle with a grey level, 0 to 255. */
    public void fill(int x, int y, int columns, int rows, int grey) {
        for (int row = y; row < y + rows; row++) {
            for (int column = x; column < x + columns; column++) {
                set(column, row, grey);
            }
        }
    }

    /** The image as a file's bytes; the same pixels give the same bytes on one platform. */
    public byte[] toPng() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(pixels, 0, target, 0, pixels.length);
        return SheetCanvas.png(image);
    }
}
