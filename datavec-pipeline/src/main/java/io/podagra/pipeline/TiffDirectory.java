package io.podagra.pipeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One page of a TIFF (TIFF 6.0, section 2): entries of a tag, a type, a count, and the values, or,
 * where there is no room for them, their place. BigTIFF is the same with 8-byte counts and places.
 */
final class TiffDirectory {
    private static final int BIG = 43;
    private static final int TYPE_BYTE = 1;
    private static final int TYPE_SHORT = 3;
    private static final int TYPE_LONG8 = 16;

    private final ByteBuffer buffer;
    private final boolean big;

    /** Where the entry of each tag begins. */
    private final Map<Integer, Integer> entries = new HashMap<>();

    private TiffDirectory(ByteBuffer buffer, boolean big) {
        this.buffer = buffer;
        this.big = big;
    }

    /**
     * The directories of a file in their order, as far as they are whole.
     *
     * @throws IndexOutOfBoundsException if the file ends within one
     */
    static List<TiffDirectory> allOf(byte[] content) {
        ByteOrder order = content[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer buffer = ByteBuffer.wrap(content).order(order);
        boolean big = buffer.getShort(2) == BIG;
        List<TiffDirectory> directories = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        long offset = big ? buffer.getLong(8) : Integer.toUnsignedLong(buffer.getInt(4));
        // A damaged chain may end in a circle, or beyond the file.
        while (offset > 0 && offset < buffer.limit() && seen.add(offset)) {
            TiffDirectory directory = new TiffDirectory(buffer, big);
            int next = directory.read((int) offset);
            if (next < 0) {
                break;
            }
            directories.add(directory);
            offset = big ? buffer.getLong(next) : Integer.toUnsignedLong(buffer.getInt(next));
        }
        return directories;
    }

    /** Returns where the next directory's place stands, or -1 if this one is not whole. */
    private int read(int start) {
        long count = big ? buffer.getLong(start) : Short.toUnsignedLong(buffer.getShort(start));
        int first = start + (big ? Long.BYTES : Short.BYTES);
        int length = big ? 20 : 12;
        if (count < 0 || count > (buffer.limit() - first) / length) {
            return -1;
        }
        for (int index = 0; index < count; index++) {
            int entry = first + index * length;
            entries.putIfAbsent(Short.toUnsignedInt(buffer.getShort(entry)), entry);
        }
        return first + (int) count * length;
    }

    /** The first value of a tag, or another number where there is no such tag. */
    long value(int tag, long otherwise) {
        long[] values = values(tag);
        return values.length == 0 ? otherwise : values[0];
    }

    /**
     * The whole numbers of a tag; none where there is no such tag.
     *
     * @throws IndexOutOfBoundsException if they lie outside of the file
     */
    long[] values(int tag) {
        if (!entries.containsKey(tag)) {
            return new long[0];
        }
        int entry = entries.get(tag);
        int type = buffer.getShort(entry + Short.BYTES);
        int size = size(type);
        int after = entry + 2 * Short.BYTES;
        long count = big ? buffer.getLong(after) : Integer.toUnsignedLong(buffer.getInt(after));
        int room = big ? Long.BYTES : Integer.BYTES;
        int inside = after + room;
        long start = count * size <= room ? inside : number(inside, room);
        if (count < 0 || start < 0 || count > (buffer.limit() - start) / size) {
            throw new IndexOutOfBoundsException("values of tag " + tag);
        }
        long[] values = new long[(int) count];
        for (int index = 0; index < count; index++) {
            values[index] = number((int) start + index * size, size);
        }
        return values;
    }

    private static int size(int type) {
        return switch (type) {
            case TYPE_BYTE -> Byte.BYTES;
            case TYPE_SHORT -> Short.BYTES;
            case TYPE_LONG8 -> Long.BYTES;
            default -> Integer.BYTES;
        };
    }

    private long number(int at, int size) {
        return switch (size) {
            case Byte.BYTES -> Byte.toUnsignedLong(buffer.get(at));
            case Short.BYTES -> Short.toUnsignedLong(buffer.getShort(at));
            case Long.BYTES -> buffer.getLong(at) & Long.MAX_VALUE;
            default -> Integer.toUnsignedLong(buffer.getInt(at));
        };
    }
}
