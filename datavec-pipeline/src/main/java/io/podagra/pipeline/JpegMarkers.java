package io.podagra.pipeline;

/**
 * Tells a JPEG that is cut short, which OpenCV decodes without complaint, the missing part grey.
 *
 * <p>ITU-T T.81, B.1.1: within compressed data every byte FF is followed by 00 or a restart marker,
 * so that a start of scan (FF DA) or an end of image (FF D9) found there is one. In a whole file an
 * end follows the last scan, even if an embedded thumbnail comes before or other data after.
 */
final class JpegMarkers {
    private static final byte MARKER = (byte) 0xFF;
    private static final byte END_OF_IMAGE = (byte) 0xD9;
    private static final byte START_OF_SCAN = (byte) 0xDA;

    private JpegMarkers() {}

    static boolean isCutShort(byte[] jpeg) {
        return lastIndexOf(END_OF_IMAGE, jpeg) <= lastIndexOf(START_OF_SCAN, jpeg);
    }

    private static int lastIndexOf(byte code, byte[] content) {
        for (int index = content.length - 2; index >= 0; index--) {
            if (content[index] == MARKER && content[index + 1] == code) {
                return index;
            }
        }
        return -1;
    }
}
