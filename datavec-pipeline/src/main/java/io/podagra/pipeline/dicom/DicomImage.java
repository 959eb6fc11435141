package io.podagra.pipeline.dicom;

import java.util.Arrays;
import java.util.Objects;

/**
 * A decoded frame of 8 bits: grey (1 channel, 0 is black) or RGB (3 channels, interleaved, in this
 * order). Immutable.
 */
public final class DicomImage {
    private final int width;
    private final int height;
    private final int channels;
    private final byte[] pixels;

    /** Takes the pixels over without a copy. */
    DicomImage(int width, int height, int channels, byte[] pixels) {
        if ((channels != 1 && channels != 3)
                || pixels.length != Math.multiplyExact(width * height, channels)) {
            throw new IllegalArgumentException(
                    "%d bytes for %d x %d x %d".formatted(pixels.length, width, height, channels));
        }
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.pixels = pixels;
    }

    /** Columns. */
    public int width() {
        return width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** 1 (grey) or 3 (red, green, blue). */
    public int channels() {
        return channels;
    }

    /** A copy, row by row, the channels of a pixel side by side. */
    public byte[] pixels() {
        return pixels.clone();
    }

    /** From 0 to 255. */
    public int at(int x, int y, int channel) {
        Objects.checkIndex(x, width);
        Objects.checkIndex(y, height);
        Objects.checkIndex(channel, channels);
        return Byte.toUnsignedInt(pixels[(y * width + x) * channels + channel]);
    }

    /**
     * The part within a region.
     *
     * @throws IndexOutOfBoundsException if the region goes beyond the image
     */
    public DicomImage crop(UltrasoundRegion region) {
        Objects.checkFromIndexSize(region.left(), region.width(), width);
        Objects.checkFromIndexSize(region.top(), region.height(), height);
        int row = region.width() * channels;
        byte[] cropped = new byte[row * region.height()];
        for (int y = 0; y < region.height(); y++) {
            int from = ((region.top() + y) * width + region.left()) * channels;
            System.arraycopy(pixels, from, cropped, y * row, row);
        }
        return new DicomImage(region.width(), region.height(), channels, cropped);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DicomImage image
                && width == image.width
                && height == image.height
                && channels == image.channels
                && Arrays.equals(pixels, image.pixels);
    }

    @Override
    public int hashCode() {
        return Objects.hash(width, height, channels, Arrays.hashCode(pixels));
    }

    @Override
    public String toString() {
        return "%d x %d, %d channels".formatted(width, height, channels);
    }
}
