package io.podagra.pipeline;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * PNG specification, 11.2.2: the first chunk, IHDR, holds the size. A chunk acTL before the pixels
 * (section 11.3.6.1) makes it an animation of as many frames as it says.
 */
final class PngHeader {
    private static final int FIRST_CHUNK = 8;
    private static final int HEADER = 0x49484452;
    private static final int ANIMATION = 0x6163544C;
    private static final int PIXELS = 0x49444154;
    private static final int CHECKSUM = 4;

    private PngHeader() {}

    static Optional<ImageHeader> of(byte[] content) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        if (buffer.getInt(FIRST_CHUNK + Integer.BYTES) != HEADER) {
            return Optional.empty();
        }
        int data = FIRST_CHUNK + 2 * Integer.BYTES;
        return Optional.of(
                new ImageHeader(
                        ImageFormat.PNG,
                        Integer.toUnsignedLong(buffer.getInt(data)),
                        Integer.toUnsignedLong(buffer.getInt(data + Integer.BYTES)),
                        frames(buffer),
                        ImageHeader.Colours.LIGHT));
    }

    private static int frames(ByteBuffer buffer) {
        long position = FIRST_CHUNK;
        while (position + 2 * Integer.BYTES <= buffer.limit()) {
            int at = (int) position;
            int type = buffer.getInt(at + Integer.BYTES);
            if (type == ANIMATION) {
                return Math.max(1, buffer.getInt(at + 2 * Integer.BYTES));
            }
            if (type == PIXELS) {
                return 1;
            }
            position += 2 * Integer.BYTES + Integer.toUnsignedLong(buffer.getInt(at)) + CHECKSUM;
        }
        return 1;
    }
}
