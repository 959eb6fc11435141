package io.podagra.pipeline.dicom;

import java.nio.ByteBuffer;

/**
 * A palette in segments (PS3.3, C.7.9.2): discrete ones list entries, linear ones lead from the
 * last entry to another, indirect ones repeat segments that came before.
 */
final class SegmentedPalette {
    private static final int DISCRETE = 0;
    private static final int LINEAR = 1;
    private static final int INDIRECT = 2;

    private final ByteBuffer value;
    private final int tag;

    /** Of a number within the segments. */
    private final int bytes;

    private final int[] table;
    private int length;

    private SegmentedPalette(ByteBuffer value, Palette.Descriptor descriptor, int tag) {
        this.value = value;
        this.tag = tag;
        this.bytes = descriptor.bits() / Byte.SIZE;
        this.table = new int[descriptor.length()];
    }

    /**
     * @throws DicomException if the segments do not make up the table
     */
    static int[] expand(ByteBuffer value, Palette.Descriptor descriptor, int tag)
            throws DicomException {
        SegmentedPalette palette = new SegmentedPalette(value, descriptor, tag);
        int position = 0;
        int count = value.remaining() / palette.bytes;
        while (position < count && palette.length < palette.table.length) {
            position = palette.segment(position, true);
        }
        if (palette.length < palette.table.length) {
            throw new DicomException(
                    "is cut short in tag %s: its segments make %d of %d entries"
                            .formatted(Tag.name(tag), palette.length, palette.table.length));
        }
        return palette.table;
    }

    /**
     * @param position counted in numbers
     * @return of the next segment
     */
    private int segment(int position, boolean mayBeIndirect) throws DicomException {
        int kind = at(position);
        int count = at(position + 1);
        if (count == 0) {
            // So that every segment adds to the table, and there is an end to them.
            throw new DicomException("has an empty segment in tag %s".formatted(Tag.name(tag)));
        }
        if (kind == DISCRETE) {
            for (int index = 0; index < count; index++) {
                put(at(position + 2 + index));
            }
            return position + 2 + count;
        }
        if (kind == LINEAR && length > 0) {
            linear(count, at(position + 2));
            return position + 3;
        }
        if (kind == INDIRECT && mayBeIndirect) {
            return indirect(position, count);
        }
        throw new DicomException(
                "has a segment of kind %d in tag %s, where none such can be"
                        .formatted(kind, Tag.name(tag)));
    }

    private void linear(int count, int last) {
        int first = table[length - 1];
        for (int index = 1; index <= count; index++) {
            put((int) Math.rint(first + (double) (last - first) * index / count));
        }
    }

    /** The offset is in bytes, its low half first. */
    private int indirect(int position, int count) throws DicomException {
        int halves = Short.BYTES / bytes;
        long low = half(position + 2);
        long high = half(position + 2 + halves);
        long offset = (high << Short.SIZE | low) / bytes;
        if (offset >= position) {
            throw new DicomException(
                    "has a segment in tag %s that repeats what has not come yet"
                            .formatted(Tag.name(tag)));
        }
        int from = (int) offset;
        for (int index = 0; index < count && length < table.length; index++) {
            from = segment(from, false);
        }
        return position + 2 + 2 * halves;
    }

    private int half(int position) throws DicomException {
        return bytes == 2 ? at(position) : at(position) | at(position + 1) << Byte.SIZE;
    }

    private int at(int position) throws DicomException {
        if ((position + 1L) * bytes > value.limit()) {
            throw new DicomException(
                    "is cut short in tag %s, within a segment".formatted(Tag.name(tag)));
        }
        return bytes == 2
                ? Short.toUnsignedInt(value.getShort(position * bytes))
                : PackedWords.at(value, position);
    }

    /** What goes beyond the table is padding. */
    private void put(int entry) {
        if (length < table.length) {
            table[length++] = entry;
        }
    }
}
