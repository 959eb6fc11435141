package io.podagra.pipeline.dicom;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/**
 * The colours of PALETTE COLOR (PS3.3, C.7.6.3.1.5 and C.7.6.3.1.6), brought to 8 bits by dropping
 * the low ones.
 *
 * <p>Some devices announce 16 bits and fill 8; a palette whose brightest entry is below 256 is
 * taken for such, because it would be black otherwise.
 */
final class Palette {
    private static final int COLOURS = 3;
    private static final int DESCRIPTOR_BYTES = 6;
    private static final int MOST = 1 << 16;

    private final PixelFormat format;

    /** Three bytes for every raw sample. */
    private final byte[] coloursByRaw;

    private Palette(PixelFormat format, byte[] coloursByRaw) {
        this.format = format;
        this.coloursByRaw = coloursByRaw;
    }

    /**
     * What is said of a table.
     *
     * @param length entries, 1 to 65,536
     * @param first the value of the pixels that get the first entry
     * @param bits of an entry, 8 or 16
     */
    record Descriptor(int length, int first, int bits) {}

    /**
     * @throws DicomException if a table is missing or damaged
     */
    static Palette of(PixelFormat format, DataSet dataSet) throws DicomException {
        int[][] tables = new int[COLOURS][];
        int[] first = new int[COLOURS];
        boolean wide = false;
        for (int colour = 0; colour < COLOURS; colour++) {
            Descriptor descriptor =
                    descriptor(dataSet, Tag.RED_PALETTE_DESCRIPTOR + colour, format.signed());
            first[colour] = descriptor.first();
            wide |= descriptor.bits() == Short.SIZE;
            tables[colour] = table(dataSet, colour, descriptor);
        }
        boolean filled = IntStream.range(0, COLOURS).anyMatch(colour -> hasWide(tables[colour]));
        int shift = wide && filled ? Byte.SIZE : 0;
        byte[] colours = new byte[COLOURS << format.bitsAllocated()];
        for (int index = 0; index < colours.length; index++) {
            int colour = index % COLOURS;
            int entry = format.value(index / COLOURS) - first[colour];
            int last = tables[colour].length - 1;
            colours[index] = (byte) (tables[colour][Math.max(0, Math.min(last, entry))] >> shift);
        }
        return new Palette(format, colours);
    }

    private static boolean hasWide(int[] table) {
        return IntStream.of(table).anyMatch(entry -> entry > 0xFF);
    }

    private static Descriptor descriptor(DataSet dataSet, int tag, boolean signed)
            throws DicomException {
        ByteBuffer value = dataSet.element(tag).map(Element::value).orElse(ByteBuffer.allocate(0));
        if (value.remaining() != DESCRIPTOR_BYTES) {
            throw new DicomException(
                    "has no palette descriptor of 3 numbers in tag %s".formatted(Tag.name(tag)));
        }
        int length = Short.toUnsignedInt(value.getShort(0));
        short first = value.getShort(Short.BYTES);
        int bits = Short.toUnsignedInt(value.getShort(2 * Short.BYTES));
        if (bits != Byte.SIZE && bits != Short.SIZE) {
            throw new DicomException(
                    "has a palette of %d bits (tag %s), where 8 or 16 were expected"
                            .formatted(bits, Tag.name(tag)));
        }
        return new Descriptor(
                length == 0 ? MOST : length, signed ? first : Short.toUnsignedInt(first), bits);
    }

    private static int[] table(DataSet dataSet, int colour, Descriptor descriptor)
            throws DicomException {
        var plain = dataSet.element(Tag.RED_PALETTE + colour).map(Element::value);
        if (plain.isPresent() && plain.get().hasRemaining()) {
            return plain(plain.get(), descriptor, Tag.RED_PALETTE + colour);
        }
        int tag = Tag.RED_SEGMENTED_PALETTE + colour;
        var segmented = dataSet.element(tag).map(Element::value);
        if (segmented.isEmpty()) {
            throw new DicomException(
                    "has no palette in tag %s nor %s"
                            .formatted(Tag.name(Tag.RED_PALETTE + colour), Tag.name(tag)));
        }
        return SegmentedPalette.expand(segmented.get(), descriptor, tag);
    }

    /** Entries of 8 bits are side by side, or each in a word of its own. */
    private static int[] plain(ByteBuffer value, Descriptor descriptor, int tag)
            throws DicomException {
        int length = descriptor.length();
        boolean words = value.remaining() >= 2 * length;
        if (value.remaining() < length || (descriptor.bits() == Short.SIZE && !words)) {
            throw new DicomException(
                    "is cut short in tag %s: a palette of %d entries of %d bits has %d bytes"
                            .formatted(
                                    Tag.name(tag), length, descriptor.bits(), value.remaining()));
        }
        int mask = descriptor.bits() == Byte.SIZE ? 0xFF : 0xFFFF;
        return IntStream.range(0, length)
                .map(
                        index ->
                                words
                                        ? value.getShort(index * Short.BYTES) & mask
                                        : PackedWords.at(value, index))
                .toArray();
    }

    /** Red, green and blue of each pixel. */
    byte[] apply(Samples samples) {
        byte[] pixels = new byte[COLOURS * format.pixels()];
        boolean wide = format.bytesPerSample() == 2;
        for (int index = 0; index < format.pixels(); index++) {
            int raw = wide ? samples.of16(index) : samples.of8(index);
            System.arraycopy(coloursByRaw, COLOURS * raw, pixels, COLOURS * index, COLOURS);
        }
        return pixels;
    }
}
