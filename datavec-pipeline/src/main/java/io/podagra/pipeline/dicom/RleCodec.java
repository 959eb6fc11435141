package io.podagra.pipeline.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Run lengths (PS3.5, annex G): one segment for each byte of a sample, the high byte first, each
 * packed by itself.
 */
final class RleCodec implements FrameCodec {
    private static final int HEADER_BYTES = 64;
    private static final int NOTHING = -128;

    /** A run takes 2 bytes and is of 128 at most. */
    private static final int MOST_PER_BYTE = 64;

    private final PixelFormat format;

    RleCodec(PixelFormat format) {
        this.format = format;
    }

    @Override
    public Samples decode(byte[] compressed) throws DicomException {
        int expected = format.samples() * format.bytesPerSample();
        if (compressed.length < HEADER_BYTES) {
            throw new DicomException("is cut short within the head of its run lengths");
        }
        ByteBuffer header = ByteBuffer.wrap(compressed).order(ByteOrder.LITTLE_ENDIAN);
        int segments = header.getInt(0);
        if (segments != expected) {
            throw new DicomException(
                    "has %d segments of run lengths, where %d were expected"
                            .formatted(segments, expected));
        }
        if ((long) compressed.length * MOST_PER_BYTE < format.frameBytes()) {
            throw new DicomException(
                    "is cut short: %,d bytes of run lengths cannot be %,d"
                            .formatted(compressed.length, format.frameBytes()));
        }
        byte[] bytes = new byte[format.frameBytes()];
        for (int segment = 0; segment < segments; segment++) {
            int start = header.getInt((segment + 1) * Integer.BYTES);
            int end =
                    segment + 1 < segments
                            ? header.getInt((segment + 2) * Integer.BYTES)
                            : compressed.length;
            if (start < HEADER_BYTES || start > end || end > compressed.length) {
                throw new DicomException(
                        "has segment %d of its run lengths from byte %d to %d of %d"
                                .formatted(segment + 1, start, end, compressed.length));
            }
            unpack(compressed, start, end, bytes, segment);
        }
        return new Samples(bytes, format.photometric().isYbrFull());
    }

    /** PackBits (PS3.5, G.3.2) into every n-th byte. */
    private void unpack(byte[] packed, int start, int end, byte[] bytes, int segment)
            throws DicomException {
        int step = format.samples() * format.bytesPerSample();
        int to = target(segment);
        int from = start;
        while (from < end && to < bytes.length) {
            int count = packed[from++];
            if (count >= 0) {
                int literal = Math.min(count + 1, end - from);
                for (int index = 0; index < literal && to < bytes.length; index++, to += step) {
                    bytes[to] = packed[from + index];
                }
                from += literal;
            } else if (count != NOTHING && from < end) {
                byte value = packed[from++];
                for (int index = 0; index <= -count && to < bytes.length; index++, to += step) {
                    bytes[to] = value;
                }
            }
        }
        if (to < bytes.length) {
            throw new DicomException(
                    "is cut short in segment %d of its run lengths: %d of %d bytes"
                            .formatted(segment + 1, to / step, format.pixels()));
        }
    }

    /** Where the first byte of a segment goes: of two bytes the high one is the second. */
    private int target(int segment) {
        int width = format.bytesPerSample();
        int sample = segment / width;
        return sample * width + (width - 1 - segment % width);
    }
}
