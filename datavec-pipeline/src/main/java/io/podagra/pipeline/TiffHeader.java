package io.podagra.pipeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * TIFF 6.0, section 2: a chain of directories, one for each page, of entries of a tag, a type, a
 * count and a value. BigTIFF is the same with 8-byte offsets.
 */
final class TiffHeader {
    private static final int BIG = 43;
    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int REDUCED_RESOLUTION = 1;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int PHOTOMETRIC = 262;
    private static final int SEPARATED = 5;
    private static final int TYPE_BYTE = 1;
    private static final int TYPE_SHORT = 3;
    private static final int TYPE_LONG8 = 16;

    private final ByteBuffer buffer;
    private final boolean big;
    private long width;
    private long height;
    private boolean inks;

    private TiffHeader(ByteBuffer buffer) {
        this.buffer = buffer;
        this.big = buffer.getShort(2) == BIG;
    }

    /** The size of the first page; the pages are counted without thumbnails. */
    static Optional<ImageHeader> of(byte[] content) {
        ByteOrder order = content[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        return new TiffHeader(ByteBuffer.wrap(content).order(order)).read();
    }

    private Optional<ImageHeader> read() {
        long offset = big ? buffer.getLong(8) : unsignedInt(4);
        int frames = 0;
        Set<Long> seen = new HashSet<>();
        // A damaged chain may end in a circle, or beyond the file.
        while (offset > 0 && offset < buffer.limit() && seen.add(offset)) {
            int at = (int) offset;
            long entries = big ? buffer.getLong(at) : Short.toUnsignedLong(buffer.getShort(at));
            int first = at + (big ? Long.BYTES : Short.BYTES);
            int length = big ? 20 : 12;
            if (entries < 0 || entries > (buffer.limit() - first) / length) {
                break;
            }
            boolean page = page(first, (int) entries, length, frames == 0);
            frames += page ? 1 : 0;
            int next = first + (int) entries * length;
            offset = big ? buffer.getLong(next) : unsignedInt(next);
        }
        return frames == 0
                ? Optional.empty()
                : Optional.of(
                        new ImageHeader(
                                ImageFormat.TIFF,
                                width,
                                height,
                                frames,
                                inks ? ImageHeader.Colours.INKS : ImageHeader.Colours.LIGHT));
    }

    /** Whether the directory is of a page, no thumbnail; notes the first one's size. */
    private boolean page(int first, int entries, int length, boolean firstPage) {
        boolean page = true;
        for (int index = 0; index < entries; index++) {
            int entry = first + index * length;
            int tag = Short.toUnsignedInt(buffer.getShort(entry));
            long value = value(entry);
            if (tag == NEW_SUBFILE_TYPE) {
                page = (value & REDUCED_RESOLUTION) == 0;
            } else if (firstPage && tag == WIDTH) {
                width = value;
            } else if (firstPage && tag == HEIGHT) {
                height = value;
            } else if (firstPage && tag == PHOTOMETRIC) {
                inks = value == SEPARATED;
            }
        }
        return page;
    }

    /** An entry's value, where it is one whole number that stands in the entry itself. */
    private long value(int entry) {
        int type = buffer.getShort(entry + Short.BYTES);
        int at = entry + (big ? 12 : 8);
        return switch (type) {
            case TYPE_BYTE -> Byte.toUnsignedLong(buffer.get(at));
            case TYPE_SHORT -> Short.toUnsignedLong(buffer.getShort(at));
            case TYPE_LONG8 -> big ? buffer.getLong(at) & Long.MAX_VALUE : unsignedInt(at);
            default -> unsignedInt(at);
        };
    }

    private long unsignedInt(int at) {
        return Integer.toUnsignedLong(buffer.getInt(at));
    }
}
