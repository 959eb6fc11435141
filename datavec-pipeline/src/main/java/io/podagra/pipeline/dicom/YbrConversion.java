package io.podagra.pipeline.dicom;

/**
 * YBR_FULL to RGB (PS3.3, C.7.6.3.1.2; ITU-R BT.601 of full range, the YCbCr of JFIF), rounded half
 * up and clamped.
 */
final class YbrConversion {
    private static final double RED_OF_CR = 1.402;
    private static final double BLUE_OF_CB = 1.772;
    private static final double GREEN_OF_CB = 0.114 * BLUE_OF_CB / 0.587;
    private static final double GREEN_OF_CR = 0.299 * RED_OF_CR / 0.587;
    private static final int NEUTRAL = 128;

    private YbrConversion() {}

    /** In place. */
    static void toRgb(byte[] pixels) {
        for (int index = 0; index < pixels.length; index += 3) {
            int luminance = Byte.toUnsignedInt(pixels[index]);
            int blue = Byte.toUnsignedInt(pixels[index + 1]) - NEUTRAL;
            int red = Byte.toUnsignedInt(pixels[index + 2]) - NEUTRAL;
            pixels[index] = eightBits(luminance + RED_OF_CR * red);
            pixels[index + 1] = eightBits(luminance - GREEN_OF_CB * blue - GREEN_OF_CR * red);
            pixels[index + 2] = eightBits(luminance + BLUE_OF_CB * blue);
        }
    }

    /** Rounded half up and clamped to 0 to 255. */
    static byte eightBits(double value) {
        return (byte) Math.max(0, Math.min(255, (int) Math.floor(value + 0.5)));
    }
}
