package io.podagra.pipeline.dicom;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The image pixel module (PS3.3, C.7.6.3), checked.
 *
 * @param columns of a frame, at least 1
 * @param rows of a frame, at least 1
 * @param frames how many the file claims to have, at least 1
 * @param photometric what samples mean; it says how many there are per pixel
 * @param planar whether the colours of native pixel data are one after the other
 * @param bitsAllocated per sample, 8 or 16
 * @param bitsStored of those, from 1
 * @param highBit the highest one stored
 * @param signed whether samples are in two's complement
 */
record PixelFormat(
        int columns,
        int rows,
        int frames,
        Photometric photometric,
        boolean planar,
        int bitsAllocated,
        int bitsStored,
        int highBit,
        boolean signed) {
    /**
     * @throws DicomException if something is missing, contradictory, not supported or beyond a
     *     limit
     */
    static PixelFormat of(DataSet dataSet) throws DicomException {
        long columns = required(dataSet, Tag.COLUMNS, "Columns");
        long rows = required(dataSet, Tag.ROWS, "Rows");
        if (columns * rows > Limits.FRAME_PIXELS) {
            throw new DicomException(
                    "has frames of %,d x %,d pixels, more than the limit of %,d pixels"
                            .formatted(columns, rows, Limits.FRAME_PIXELS));
        }
        Photometric photometric = photometric(dataSet);
        long allocated = required(dataSet, Tag.BITS_ALLOCATED, "Bits Allocated");
        long stored = optional(dataSet, Tag.BITS_STORED, allocated);
        long highBit = optional(dataSet, Tag.HIGH_BIT, stored - 1);
        if (allocated != Byte.SIZE && allocated != Short.SIZE) {
            throw new DicomException(
                    "has %d bits allocated: not supported; convert it to 8 or 16"
                            .formatted(allocated));
        }
        if (photometric.samples() > 1 && allocated != Byte.SIZE) {
            throw new DicomException(
                    "has colours of %d bits: not supported; convert it to 8".formatted(allocated));
        }
        if (stored < 1 || highBit >= allocated || highBit + 1 < stored) {
            throw new DicomException(
                    "has %d bits stored up to bit %d of %d allocated, which cannot be"
                            .formatted(stored, highBit, allocated));
        }
        return new PixelFormat(
                (int) columns,
                (int) rows,
                frames(dataSet),
                photometric,
                optional(dataSet, Tag.PLANAR_CONFIGURATION, 0) == 1,
                (int) allocated,
                (int) stored,
                (int) highBit,
                optional(dataSet, Tag.PIXEL_REPRESENTATION, 0) == 1);
    }

    private static Photometric photometric(DataSet dataSet) throws DicomException {
        String term = dataSet.text(Tag.PHOTOMETRIC_INTERPRETATION).orElse("");
        if (term.isEmpty()) {
            throw missing(Tag.PHOTOMETRIC_INTERPRETATION, "Photometric Interpretation");
        }
        Photometric photometric = Photometric.of(term);
        long samples = optional(dataSet, Tag.SAMPLES_PER_PIXEL, photometric.samples());
        if (samples != photometric.samples()) {
            throw new DicomException(
                    "has %d samples per pixel, where %s has %d"
                            .formatted(samples, term, photometric.samples()));
        }
        return photometric;
    }

    /** NumberOfFrames, 1 if it is not said. */
    static int frames(DataSet dataSet) throws DicomException {
        OptionalDouble value = dataSet.decimal(Tag.NUMBER_OF_FRAMES);
        double frames = value.orElse(1);
        if (frames < 1 || frames > Integer.MAX_VALUE || frames != Math.rint(frames)) {
            throw new DicomException(
                    "has %s frames (tag %s), where a whole number from 1 was expected"
                            .formatted(frames, Tag.name(Tag.NUMBER_OF_FRAMES)));
        }
        return (int) frames;
    }

    private static long required(DataSet dataSet, int tag, String name) throws DicomException {
        OptionalLong value = dataSet.unsigned(tag);
        if (value.isEmpty() || value.getAsLong() == 0) {
            throw missing(tag, name);
        }
        return value.getAsLong();
    }

    private static DicomException missing(int tag, String name) {
        return new DicomException(
                "has no %s (tag %s); it holds no image, or is damaged"
                        .formatted(name, Tag.name(tag)));
    }

    private static long optional(DataSet dataSet, int tag, long otherwise) throws DicomException {
        return dataSet.unsigned(tag).orElse(otherwise);
    }

    /** Of a frame. */
    int pixels() {
        return columns * rows;
    }

    /** 1 or 3 per pixel. */
    int samples() {
        return photometric.samples();
    }

    /** 1 or 2. */
    int bytesPerSample() {
        return bitsAllocated / Byte.SIZE;
    }

    /** How many bytes the samples of a frame are once they are decoded. */
    int frameBytes() {
        return pixels() * samples() * bytesPerSample();
    }

    /** The least value that a sample can have. */
    int least() {
        return signed ? -(1 << (bitsStored - 1)) : 0;
    }

    /** The value of a sample, of which there may be other bits above and below those stored. */
    int value(int raw) {
        int bits = (raw >>> (highBit + 1 - bitsStored)) & ((1 << bitsStored) - 1);
        return signed && bits >> (bitsStored - 1) == 1 ? bits - (1 << bitsStored) : bits;
    }
}
