package io.podagra.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The formats that are decoded, told by content, never by a file's name. */
public enum ImageFormat {
    PNG("\u0089PNG\r\n\u001A\n"),
    JPEG("\u00FF\u00D8\u00FF"),
    /** Classic and BigTIFF, of either byte order. */
    TIFF("II*\0", "MM\0*", "II+\0", "MM\0+"),
    BMP("BM");

    /** What hospitals' folders hold besides, by how it begins. */
    private static final Map<String, String> OTHERS =
            Map.of(
                    "GIF8", "a GIF image",
                    "\0\0\0\u000CjP", "a JPEG 2000 image",
                    "\u00FFO\u00FFQ", "a JPEG 2000 image",
                    "%PDF", "a PDF document",
                    "PK\u0003\u0004", "a ZIP archive or office document",
                    "\u00D0\u00CF\u0011\u00E0", "an office document");

    /** RIFF names what it holds after its length. */
    private static final int RIFF_KIND = 8;

    private static final int MPEG_4_KIND = 4;

    /** Bytes as the characters of ISO 8859-1. */
    @SuppressWarnings("ImmutableEnumChecker") // List.of is
    private final List<String> beginnings;

    ImageFormat(String... beginnings) {
        this.beginnings = List.of(beginnings);
    }

    /**
     * The format that the content begins like.
     *
     * @param content a file's bytes, or the first of them
     */
    public static Optional<ImageFormat> of(byte[] content) {
        return Arrays.stream(values()).filter(format -> format.begins(content)).findFirst();
    }

    private boolean begins(byte[] content) {
        return beginnings.stream().anyMatch(beginning -> holds(content, 0, beginning));
    }

    /**
     * Names what is none of these formats: {@code a GIF image}, or {@code no image}.
     *
     * @param content a file's bytes, or the first of them
     */
    public static String nameOfOther(byte[] content) {
        if (holds(content, RIFF_KIND, "WEBP")) {
            return "a WebP image";
        }
        if (holds(content, RIFF_KIND, "AVI ")) {
            return "an AVI film";
        }
        if (holds(content, MPEG_4_KIND, "ftyp")) {
            return "an MPEG-4 film or HEIF image";
        }
        return OTHERS.entrySet().stream()
                .filter(other -> holds(content, 0, other.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("no image");
    }

    private static boolean holds(byte[] content, int from, String expected) {
        int to = from + expected.length();
        return content.length >= to
                && new String(content, from, expected.length(), StandardCharsets.ISO_8859_1)
                        .equals(expected);
    }
}
