package io.podagra.pipeline;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What libjpeg's warnings mean. It decodes damaged data to its end and makes up what is missing;
 * that it did is told by a warning alone.
 */
public final class JpegWarnings {
    /** JWRN_EXTRANEOUS_DATA of libjpeg's jerror.h. */
    private static final Pattern EXTRANEOUS =
            Pattern.compile("(\\d+) extraneous bytes before marker 0xd9");

    private static final int START_OF_IMAGE_BYTES = 2;

    private JpegWarnings() {}

    /**
     * Whether a warning tells of damage. An odd JFIF version is none; nor are bytes too many at the
     * end if all are equal, for some devices fill up the last lines so. Else they are what was left
     * of the data when all blocks were decoded, which happens where bits are lost.
     *
     * @param warning of libjpeg, in English as it is in the source
     * @param jpeg the bytes that were decoded
     */
    public static boolean isDamage(String warning, byte[] jpeg) {
        if (warning.toLowerCase(Locale.ROOT).contains("jfif")) {
            return false;
        }
        Matcher extraneous = EXTRANEOUS.matcher(warning);
        return !extraneous.find() || !endsInEqualBytes(jpeg, extraneous.group(1));
    }

    private static boolean endsInEqualBytes(byte[] jpeg, String digits) {
        int end = jpeg.length - 2;
        while (end >= START_OF_IMAGE_BYTES
                && !(jpeg[end] == (byte) 0xFF && jpeg[end + 1] == (byte) 0xD9)) {
            end--;
        }
        // libjpeg counts in an int; a file that has more is none that was filled up.
        long count = digits.length() > 9 ? Long.MAX_VALUE : Long.parseLong(digits);
        if (count > end - START_OF_IMAGE_BYTES) {
            return false;
        }
        for (int index = end - (int) count; index < end; index++) {
            if (jpeg[index] != jpeg[end - 1]) {
                return false;
            }
        }
        return true;
    }
}
