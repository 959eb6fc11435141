package io.podagra.pipeline.dicom;

/**
 * What is refused before anything is allocated for it. Each is far beyond what ultrasound devices
 * write and small enough for a heap of 1 GB.
 */
final class Limits {
    /** Of a file in bytes: what one buffer can address. */
    static final long FILE_BYTES = Integer.MAX_VALUE;

    /** Of a deflated data set once it is inflated. */
    static final int INFLATED_BYTES = 128 << 20;

    /** Of columns times rows of a frame: 4096 x 4096 in any shape. */
    static final long FRAME_PIXELS = 1 << 24;

    /** Of sequences within sequences. */
    static final int NESTING = 16;

    /** Of the pieces that compressed pixel data is in. */
    static final int FRAGMENTS = 1 << 20;

    /** Of the items that are kept of a sequence. */
    static final int ITEMS = 1024;

    private Limits() {}
}
