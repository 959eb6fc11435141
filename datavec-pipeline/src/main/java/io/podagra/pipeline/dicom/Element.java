package io.podagra.pipeline.dicom;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One data element (PS3.5, 7.1).
 *
 * @param tag group and element
 * @param representation the value representation of two letters, or empty where the transfer syntax
 *     leaves it implicit
 * @param value the bytes of the value in the byte order of the data set; empty for a sequence and
 *     for pixel data in fragments
 * @param items of a sequence
 * @param fragments of encapsulated pixel data, the offset table first; else empty
 */
record Element(
        int tag,
        String representation,
        ByteBuffer value,
        List<DataSet> items,
        List<Fragment> fragments) {
    /**
     * A piece of encapsulated pixel data (PS3.5, A.4).
     *
     * @param offset of the first byte after the item's length, in the data set
     * @param bytes its content, little endian
     */
    record Fragment(int offset, ByteBuffer bytes) {}

    static Element ofValue(int tag, String representation, ByteBuffer value) {
        return new Element(tag, representation, value, List.of(), List.of());
    }

    static Element ofItems(int tag, List<DataSet> items) {
        return new Element(tag, "SQ", ByteBuffer.allocate(0), List.copyOf(items), List.of());
    }

    static Element ofFragments(int tag, String representation, List<Fragment> fragments) {
        return new Element(
                tag, representation, ByteBuffer.allocate(0), List.of(), List.copyOf(fragments));
    }
}
