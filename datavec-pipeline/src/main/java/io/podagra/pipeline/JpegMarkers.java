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
    private static final byte START_OF_IMAGE = (byte) 0xD8;
    private static final byte END_OF_IMAGE = (byte) 0xD9;
    private static final byte START_OF_SCAN = (byte) 0xDA;

    private JpegMarkers() {}

    /** False for whatever is no JPEG. */
    static boolean isCutShort(byte[] content) {
        return isJpeg(content)
                && lastIndexOf(END_OF_IMAGE, content) <= lastIndexOf(START_OF_SCAN, content);
    }

    private static boolean isJpeg(byte[] content) {
        return content.length >= 2 && content[0] == MARKER && content[1] == START_OF_IMAGE;
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
