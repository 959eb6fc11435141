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
    private static final int PIXELS = 10;
    private static final int KIND = 14;
    private static final int CORE = 12;
    private static final int WIDTH = 18;
    private static final int BITS_OF_CORE = 24;
    private static final int BITS = 28;
    private static final int COMPRESSION = 30;

    /** BI_RLE8 and BI_RLE4 are 1 and 2: run lengths, in which rows have no fixed length. */
    private static final int LAST_OF_RUN_LENGTHS = 2;

    private final ByteBuffer buffer;
    private final boolean core;

    private BmpHeader(byte[] content) {
        this.buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        this.core = buffer.getInt(KIND) == CORE;
    }

    static Optional<ImageHeader> of(byte[] content) {
        BmpHeader header = new BmpHeader(content);
        return Optional.of(
                new ImageHeader(
                        ImageFormat.BMP,
                        header.width(),
                        header.height(),
                        1,
                        ImageHeader.Colours.LIGHT));
    }

    /** Whether the file ends before its last row; rows are padded to 4 bytes, the last one too. */
    static boolean isCutShort(byte[] content) {
        try {
            return new BmpHeader(content).endsBeforeLastRow();
        } catch (IndexOutOfBoundsException e) {
            return true;
        }
    }

    private long width() {
        return core
                ? Short.toUnsignedLong(buffer.getShort(WIDTH))
                : Math.abs((long) buffer.getInt(WIDTH));
    }

    private long height() {
        return core
                ? Short.toUnsignedLong(buffer.getShort(WIDTH + Short.BYTES))
                : Math.abs((long) buffer.getInt(WIDTH + Integer.BYTES));
    }

    private boolean endsBeforeLastRow() {
        int compression = core ? 0 : buffer.getInt(COMPRESSION);
        if (compression > 0 && compression <= LAST_OF_RUN_LENGTHS) {
            return false;
        }
        long bits = width() * Short.toUnsignedInt(buffer.getShort(core ? BITS_OF_CORE : BITS));
        long row = (bits + 31) / 32 * 4;
        long rows = buffer.limit() - Integer.toUnsignedLong(buffer.getInt(PIXELS));
        // Divided, because rows times height could overflow.
        return rows < 0 || (row > 0 && height() > rows / row);
    }
}
