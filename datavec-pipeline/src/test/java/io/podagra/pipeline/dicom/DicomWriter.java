package io.podagra.pipeline.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;

/** Writes small DICOM files, so that tests need none of a hospital's. */
final class DicomWriter {
    private static final Set<String> LONG = Set.of("OB", "OW", "SQ", "UN", "UT");

    private final TransferSyntax syntax;
    private final ByteArrayOutputStream elements = new ByteArrayOutputStream();

    DicomWriter(TransferSyntax syntax) {
        this.syntax = syntax;
    }

    /** A frame's description for native or compressed pixel data. */
    static DicomWriter image(
            TransferSyntax syntax, Photometric photometric, int columns, int rows, int bits) {
        return new DicomWriter(syntax)
                .text(Tag.SOP_INSTANCE_UID, "UI", "1.2.3.4")
                .words(Tag.SAMPLES_PER_PIXEL, photometric.samples())
                .text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", photometric.term())
                .words(Tag.ROWS, rows)
                .words(Tag.COLUMNS, columns)
                .words(Tag.BITS_ALLOCATED, bits > 8 ? 16 : 8)
                .words(Tag.BITS_STORED, bits)
                .words(Tag.HIGH_BIT, bits - 1)
                .words(Tag.PIXEL_REPRESENTATION, 0);
    }

    ByteOrder order() {
        return syntax.byteOrder();
    }

    DicomWriter text(int tag, String representation, String value) {
        return bytes(tag, representation, value.getBytes(StandardCharsets.UTF_8));
    }

    DicomWriter words(int tag, int... values) {
        return bytes(tag, "US", packed(values));
    }

    DicomWriter number32(int tag, int value) {
        return bytes(
                tag, "UL", ByteBuffer.allocate(Integer.BYTES).order(order()).putInt(value).array());
    }

    /** 16-bit numbers in the byte order of the syntax. */
    byte[] packed(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * values.length).order(order());
        Arrays.stream(values).forEach(value -> bytes.putShort((short) value));
        return bytes.array();
    }

    DicomWriter bytes(int tag, String representation, byte[] value) {
        byte[] even = Arrays.copyOf(value, value.length + value.length % 2);
        if (representation.equals("UI") || !isText(representation)) {
            head(tag, representation, even.length);
        } else {
            if (even.length > value.length) {
                even[value.length] = ' ';
            }
            head(tag, representation, even.length);
        }
        elements.writeBytes(even);
        return this;
    }

    private static boolean isText(String representation) {
        return !Set.of("US", "UL", "OB", "OW", "SQ", "UN").contains(representation);
    }

    /** A head alone, whatever follows it. */
    DicomWriter head(int tag, String representation, int length) {
        number16(tag >>> 16);
        number16(tag & 0xFFFF);
        boolean explicit = syntax.isExplicit() && tag >>> 16 != 0xFFFE;
        if (!explicit) {
            number32(length);
        } else {
            elements.writeBytes(representation.getBytes(StandardCharsets.US_ASCII));
            if (LONG.contains(representation)) {
                number16(0);
                number32(length);
            } else {
                number16(length);
            }
        }
        return this;
    }

    private void number16(int value) {
        elements.writeBytes(packed(value));
    }

    private void number32(int value) {
        elements.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).order(order()).putInt(value).array());
    }

    /** A sequence of items that were written by writers of the same syntax. */
    DicomWriter sequence(int tag, boolean delimited, List<DicomWriter> items) {
        ByteArrayOutputStream outer = new ByteArrayOutputStream();
        DicomWriter content = new DicomWriter(syntax);
        for (DicomWriter item : items) {
            byte[] bytes = item.elements.toByteArray();
            content.head(Tag.ITEM, "", delimited ? -1 : bytes.length);
            content.elements.writeBytes(bytes);
            if (delimited) {
                content.head(Tag.ITEM_DELIMITATION, "", 0);
            }
        }
        if (delimited) {
            content.head(Tag.SEQUENCE_DELIMITATION, "", 0);
        }
        outer.writeBytes(content.elements.toByteArray());
        head(tag, "SQ", delimited ? -1 : outer.size());
        elements.writeBytes(outer.toByteArray());
        return this;
    }

    /** A region's item with both corners. */
    DicomWriter region(int format, int type, int left, int top, int right, int bottom) {
        return words(Tag.REGION_SPATIAL_FORMAT, format)
                .words(Tag.REGION_DATA_TYPE, type)
                .number32(Tag.REGION_MIN_X, left)
                .number32(Tag.REGION_MIN_Y, top)
                .number32(Tag.REGION_MAX_X, right)
                .number32(Tag.REGION_MAX_Y, bottom);
    }

    /** Fragments after an offset table of as many offsets, which may be none. */
    DicomWriter fragments(int[] offsets, List<byte[]> fragments) {
        head(Tag.PIXEL_DATA, "OB", -1);
        head(Tag.ITEM, "", offsets.length * Integer.BYTES);
        Arrays.stream(offsets).forEach(this::number32);
        for (byte[] fragment : fragments) {
            head(Tag.ITEM, "", fragment.length + fragment.length % 2);
            elements.writeBytes(Arrays.copyOf(fragment, fragment.length + fragment.length % 2));
        }
        return head(Tag.SEQUENCE_DELIMITATION, "", 0);
    }

    /** The whole file. */
    byte[] file() {
        return file(syntax.uid());
    }

    /** The whole file, whatever syntax it names. */
    byte[] file(String uid) {
        DicomWriter meta = new DicomWriter(TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
        meta.text(Tag.TRANSFER_SYNTAX_UID, "UI", uid);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[128]);
        file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(meta.elements.toByteArray());
        file.writeBytes(dataSet());
        return file.toByteArray();
    }

    /** Without preamble and meta information. */
    byte[] dataSet() {
        byte[] bytes = elements.toByteArray();
        if (syntax != TransferSyntax.DEFLATED) {
            return bytes;
        }
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] deflated = new byte[bytes.length + 64];
        int length = deflater.deflate(deflated);
        deflater.end();
        return Arrays.copyOf(deflated, length);
    }
}
