package io.podagra.pipeline;

import java.nio.file.Path;

/**
 * A file with one image in PNG, JPEG, TIFF or BMP, whose header has been looked at and found to be
 * decodable. Holds the file's bytes.
 */
public final class StillImage {
    /** Smaller than this no joint can be seen; icons and empty exports are. */
    public static final int LEAST_SIDE = 32;

    private final Path file;
    private final byte[] content;
    private final ImageFormat format;

    private StillImage(Path file, byte[] content, ImageFormat format) {
        this.file = file;
        this.content = content;
        this.format = format;
    }

    /**
     * Reads a file without decoding it. Its name says nothing: the format is told by content.
     *
     * @throws UndecodableImageException if it is of none of the formats, cut short, has several
     *     frames, is smaller than {@value #LEAST_SIDE} pixels or larger than 50 million, or CMYK
     */
    public static StillImage open(Path file) throws UndecodableImageException {
        byte[] content = ImageDecoder.read(file);
        ImageHeader header = ImageHeader.of(content).orElseThrow(); // as it was read
        if (header.frames() > 1) {
            throw new UndecodableImageException(
                    file,
                    "has %d frames, and one label cannot be of all; save the frames to take as files of their own"
                            .formatted(header.frames()));
        }
        if (header.width() < LEAST_SIDE || header.height() < LEAST_SIDE) {
            throw new UndecodableImageException(
                    file,
                    "is of %d x %d pixels, fewer than %d a side"
                            .formatted(header.width(), header.height(), LEAST_SIDE));
        }
        return new StillImage(file, content, header.format());
    }

    public ImageFormat format() {
        return format;
    }

    /**
     * The image upright, cleaned, as PNG. The same pixels give the same bytes.
     *
     * @throws UndecodableImageException if it holds no whole image
     */
    @SuppressWarnings("try") // The scope works by being open; nothing asks it for anything.
    public FrameCleaner.Cleaned clean(FrameCleaner cleaner) throws UndecodableImageException {
        try (NativeScope scope = NativeScope.ofOpenCv()) {
            return cleaner.clean(ImageDecoder.decode(file, content));
        }
    }
}
