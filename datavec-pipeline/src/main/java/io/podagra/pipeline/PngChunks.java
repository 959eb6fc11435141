package io.podagra.pipeline;

import java.nio.ByteBuffer;

/**
 * Tells a PNG that is cut short before it is decoded: libpng refuses it too, but complains on
 * standard error, past every log.
 *
 * <p>PNG specification, 5.3: after the signature come chunks, each of a length, a type, as many
 * bytes of data and a checksum, the last of type IEND.
 */
final class PngChunks {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int END = 0x49454E44;
    private static final int HEADER = 8;
    private static final int CHECKSUM = 4;

    private PngChunks() {}

    /** False for whatever is no PNG. */
    static boolean isCutShort(byte[] content) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        if (buffer.remaining() < Long.BYTES || buffer.getLong() != SIGNATURE) {
            return false;
        }
        while (buffer.remaining() >= HEADER) {
            long length = Integer.toUnsignedLong(buffer.getInt());
            int type = buffer.getInt();
            if (buffer.remaining() < length + CHECKSUM) {
                return true;
            }
            if (type == END) {
                return false;
            }
            buffer.position(buffer.position() + (int) length + CHECKSUM);
        }
        return true;
    }
}
