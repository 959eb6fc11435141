package io.podagra.pipeline.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes that are packed in words, the first in the low half (PS3.5, 8.1.1 and D.2). */
final class PackedWords {
    private PackedWords() {}

    /**
     * @param words in the byte order of the data set
     * @param index of the byte
     * @return from 0 to 255
     */
    static int at(ByteBuffer words, int index) {
        // A last byte without a partner stands by itself.
        boolean swapped = words.order() == ByteOrder.BIG_ENDIAN && (index ^ 1) < words.limit();
        return Byte.toUnsignedInt(words.get(swapped ? index ^ 1 : index));
    }
}
