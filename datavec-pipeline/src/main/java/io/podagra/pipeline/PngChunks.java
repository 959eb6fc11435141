package io.podagra.pipeline;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Tells a PNG that is cut short or damaged before it is decoded: libpng refuses it too, but
 * complains on standard error, past every log.
 *
 * <p>PNG specification, 5.3: after the signature come chunks, each of a length, a type, as many
 * bytes of data and a checksum over type and data, the last of type IEND.
 */
final class PngChunks {
    private static final int END = 0x49454E44;
    private static final int SIGNATURE = 8;
    private static final int HEADER = 8;
    private static final int CHECKSUM = 4;

    private PngChunks() {}

    /** What is wrong, to follow the file's name in a sentence. */
    static Optional<String> findingIn(byte[] content) {
        ByteBuffer buffer = ByteBuffer.wrap(content).position(SIGNATURE);
        while (buffer.remaining() >= HEADER) {
            long length = Integer.toUnsignedLong(buffer.getInt());
            int start = buffer.position();
            int type = buffer.getInt();
            if (buffer.remaining() < length + CHECKSUM) {
                break;
            }
            CRC32 checksum = new CRC32();
            checksum.update(content, start, Integer.BYTES + (int) length);
            buffer.position(buffer.position() + (int) length);
            if (checksum.getValue() != Integer.toUnsignedLong(buffer.getInt())) {
                return Optional.of("is a damaged PNG: a checksum does not fit");
            }
            if (type == END) {
                return Optional.empty();
            }
        }
        return Optional.of("is a PNG that is cut short");
    }
}
