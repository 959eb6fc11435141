package io.podagra.pipeline;

import java.nio.ByteBuffer;
import java.util.Optional;

/** ITU-T T.81, B.2.2: the frame header (SOF) holds precision, height, width and components. */
final class JpegHeader {
    private static final int MARKER = 0xFF;
    private static final int FIRST_FRAME_HEADER = 0xC0;
    private static final int LAST_FRAME_HEADER = 0xCF;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int EXTENSIONS = 0xC8;
    private static final int ARITHMETIC_CONDITIONING = 0xCC;
    private static final int START_OF_SCAN = 0xDA;
    private static final int INKS = 4;

    private JpegHeader() {}

    static Optional<ImageHeader> of(byte[] content) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        int position = 2;
        while (true) {
            if (unsignedByte(buffer, position) != MARKER) {
                return Optional.empty();
            }
            int code = unsignedByte(buffer, position + 1);
            if (code == MARKER) { // B.1.1.2: fill bytes may precede a marker
                position++;
            } else if (isFrameHeader(code)) {
                return Optional.of(frame(buffer, position + 2));
            } else if (code == START_OF_SCAN) {
                return Optional.empty();
            } else {
                position += 2 + Short.toUnsignedInt(buffer.getShort(position + 2));
            }
        }
    }

    private static boolean isFrameHeader(int code) {
        return code >= FIRST_FRAME_HEADER
                && code <= LAST_FRAME_HEADER
                && code != HUFFMAN_TABLES
                && code != EXTENSIONS
                && code != ARITHMETIC_CONDITIONING;
    }

    /** After the marker: length (2 bytes), precision (1), height (2), width (2), components (1). */
    private static ImageHeader frame(ByteBuffer buffer, int start) {
        return new ImageHeader(
                ImageFormat.JPEG,
                Short.toUnsignedLong(buffer.getShort(start + 5)),
                Short.toUnsignedLong(buffer.getShort(start + 3)),
                1,
                unsignedByte(buffer, start + 7) == INKS
                        ? ImageHeader.Colours.INKS
                        : ImageHeader.Colours.LIGHT);
    }

    private static int unsignedByte(ByteBuffer buffer, int index) {
        return Byte.toUnsignedInt(buffer.get(index));
    }
}
