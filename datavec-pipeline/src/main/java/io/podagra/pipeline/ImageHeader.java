package io.podagra.pipeline;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a file's first bytes say of its image: enough to refuse it before memory is asked for.
 *
 * @param width in pixels, as the header has it: 0 to 2^32 - 1
 * @param height in pixels, likewise
 * @param frames images in the file, such as a TIFF's pages, not counting thumbnails
 * @param colours four inks, or light
 */
record ImageHeader(ImageFormat format, long width, long height, int frames, Colours colours) {
    /** How a pixel is meant. */
    enum Colours {
        /** Grey or red, green, blue. */
        LIGHT,
        /** Cyan, magenta, yellow, black: made for print, and of no defined look on a screen. */
        INKS
    }

    /** A 24-bit image of so many pixels takes 150 MB; an ultrasound screen has about a million. */
    static final long MOST_PIXELS = 50_000_000;

    /**
     * Reads the header of a PNG, JPEG, TIFF or BMP.
     *
     * @return empty for whatever else, and for a header that is damaged
     */
    static Optional<ImageHeader> of(byte[] content) {
        Optional<ImageFormat> format = ImageFormat.of(content);
        if (format.isEmpty()) {
            return Optional.empty();
        }
        try {
            return switch (format.get()) {
                case PNG -> PngHeader.of(content);
                case JPEG -> JpegHeader.of(content);
                case TIFF -> TiffHeader.of(content);
                case BMP -> BmpHeader.of(content);
            };
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /**
     * @throws UndecodableImageException if the image is too large to decode, or made for print
     */
    void requireDecodable(Path file) throws UndecodableImageException {
        // Each side alone too, since a product of two could overflow.
        if (width > MOST_PIXELS || height > MOST_PIXELS || width * height > MOST_PIXELS) {
            throw new UndecodableImageException(
                    file,
                    "is of %d x %d pixels, more than the %d million that are decoded"
                            .formatted(width, height, MOST_PIXELS / 1_000_000));
        }
        if (colours == Colours.INKS) {
            throw new UndecodableImageException(
                    file, "is a CMYK image, made for print; export it as grey or RGB");
        }
    }
}
