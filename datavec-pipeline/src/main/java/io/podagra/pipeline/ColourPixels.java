package io.podagra.pipeline;

/**
 * The pixels of a colour image on the heap.
 *
 * @param bytes blue, green and red of each pixel
 */
@SuppressWarnings("ArrayRecordComponent") // As large as the image; not compared, not handed out.
record ColourPixels(byte[] bytes) {
    static final int BLUE = 0;
    static final int GREEN = 1;
    static final int RED = 2;

    private static final int CHANNELS = 3;

    int count() {
        return bytes.length / CHANNELS;
    }

    /** From 0 to 255. */
    int channel(int pixel, int channel) {
        return Byte.toUnsignedInt(bytes[CHANNELS * pixel + channel]);
    }

    /** Of the three channels. */
    int largest(int pixel) {
        return Math.max(channel(pixel, BLUE), Math.max(channel(pixel, GREEN), channel(pixel, RED)));
    }

    /** Of the three channels. */
    int smallest(int pixel) {
        return Math.min(channel(pixel, BLUE), Math.min(channel(pixel, GREEN), channel(pixel, RED)));
    }

    /** Brightness by ITU-R BT.601, as OpenCV has it. */
    int grey(int pixel) {
        return (114 * channel(pixel, BLUE)
                        + 587 * channel(pixel, GREEN)
                        + 299 * channel(pixel, RED)
                        + 500)
                / 1000;
    }

    /** By how much a channel is over the brightness. */
    int over(int pixel, int channel) {
        return channel(pixel, channel) - grey(pixel);
    }

    /** One of 512 colours. */
    int coarse(int pixel) {
        return (channel(pixel, BLUE) >> 5) << 6
                | (channel(pixel, GREEN) >> 5) << 3
                | channel(pixel, RED) >> 5;
    }
}
