package io.podagra.pipeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Microsoft's bitmap: a file header of 14 bytes, then one whose length tells its kind. The oldest,
 * BITMAPCOREHEADER, has 16-bit sides; all others have 32 bits, the height negative where the first
 * row is the top.
 */
final class BmpHeader {
    private static final int KIND = 14;
    private static final int CORE = 12;
    private static final int WIDTH = 18;

    private BmpHeader() {}

    static Optional<ImageHeader> of(byte[] content) {
        ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        boolean core = buffer.getInt(KIND) == CORE;
        long width =
                core
                        ? Short.toUnsignedLong(buffer.getShort(WIDTH))
                        : Math.abs((long) buffer.getInt(WIDTH));
        long height =
                core
                        ? Short.toUnsignedLong(buffer.getShort(WIDTH + Short.BYTES))
                        : Math.abs((long) buffer.getInt(WIDTH + Integer.BYTES));
        return Optional.of(
                new ImageHeader(ImageFormat.BMP, width, height, 1, ImageHeader.Colours.LIGHT));
    }
}
