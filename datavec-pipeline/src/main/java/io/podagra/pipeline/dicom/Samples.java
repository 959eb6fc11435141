package io.podagra.pipeline.dicom;

/**
 * A frame as it is stored, decompressed: row by row, the samples of a pixel side by side, those of
 * 16 bits little endian. Handed on, never shared.
 */
final class Samples {
    private final byte[] bytes;
    private final boolean ybr;

    /**
     * @param ybr whether the three samples of a pixel are luminance and chrominance, else they are
     *     red, green and blue
     */
    Samples(byte[] bytes, boolean ybr) {
        this.bytes = bytes;
        this.ybr = ybr;
    }

    boolean isYbr() {
        return ybr;
    }

    /** Not a copy. */
    byte[] bytes() {
        return bytes;
    }

    /** Of a frame with samples of 8 bits. */
    int of8(int index) {
        return Byte.toUnsignedInt(bytes[index]);
    }

    /** Of a frame with samples of 16 bits. */
    int of16(int index) {
        return of8(2 * index) | of8(2 * index + 1) << Byte.SIZE;
    }
}
