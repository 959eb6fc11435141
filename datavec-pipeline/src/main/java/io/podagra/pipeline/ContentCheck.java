package io.podagra.pipeline;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is wrong with a file, as far as its bytes tell before they are decoded: the decoders
 * allocate whatever a header claims, take some of what is damaged, and complain on standard error,
 * past every log.
 */
final class ContentCheck {
    private ContentCheck() {}

    /**
     * Looks at a file's bytes without decoding them.
     *
     * @throws UndecodableImageException if they are no PNG, JPEG, TIFF or BMP, cut short, or of an
     *     image that is too large or made for print
     */
    static void requireSound(Path file, byte[] content) throws UndecodableImageException {
        if (content.length == 0) {
            throw new UndecodableImageException(file, "is empty");
        }
        ImageFormat format =
                ImageFormat.of(content)
                        .orElseThrow(
                                () ->
                                        new UndecodableImageException(
                                                file, "is " + ImageFormat.nameOfOther(content)));
        Optional<String> finding =
                switch (format) {
                    case PNG -> PngChunks.findingIn(content);
                    case JPEG -> cutShort(format, JpegMarkers.isCutShort(content));
                    case TIFF -> cutShort(format, TiffHeader.isCutShort(content));
                    case BMP -> cutShort(format, BmpHeader.isCutShort(content));
                };
        if (finding.isPresent()) {
            throw new UndecodableImageException(file, finding.get());
        }
        ImageHeader.of(content)
                .orElseThrow(
                        () ->
                                new UndecodableImageException(
                                        file, "is damaged: its header says no size"))
                .requireDecodable(file);
    }

    private static Optional<String> cutShort(ImageFormat format, boolean isCutShort) {
        return isCutShort
                ? Optional.of("is a %s that is cut short".formatted(format))
                : Optional.empty();
    }
}
