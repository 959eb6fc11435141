package io.podagra.pipeline;

/**
 * The one colour for each grey that many devices show the whole image in. A grey image has none.
 */
final class Tint {
    /** Brightness from which on a pixel has a colour that can be told. */
    private static final int LIT = 40;

    /** Median difference of the channels from which on the whole image is tinted. */
    private static final int TINTED = 12;

    /** Greys that get one colour. */
    private static final int STEP = 16;

    private static final int GREYS = 256;

    private final int[] red = new int[GREYS / STEP];
    private final int[] blue = new int[GREYS / STEP];

    private Tint() {}

    static Tint of(ColourPixels pixels) {
        Tint tint = new Tint();
        if (isTinted(pixels)) {
            fill(tint.red, pixels, ColourPixels.RED);
            fill(tint.blue, pixels, ColourPixels.BLUE);
        }
        return tint;
    }

    /** The larger of red's and blue's distances from what the tint makes of the brightness. */
    int distance(ColourPixels pixels, int pixel) {
        int step = pixels.grey(pixel) / STEP;
        return Math.max(
                Math.abs(pixels.over(pixel, ColourPixels.RED) - red[step]),
                Math.abs(pixels.over(pixel, ColourPixels.BLUE) - blue[step]));
    }

    private static boolean isTinted(ColourPixels pixels) {
        int[] counts = new int[GREYS];
        int lit = 0;
        for (int pixel = 0; pixel < pixels.count(); pixel++) {
            int most = pixels.largest(pixel);
            if (most > LIT) {
                counts[most - pixels.smallest(pixel)]++;
                lit++;
            }
        }
        return lit > 0 && median(counts, lit) >= TINTED;
    }

    /** By brightness, the median of what a channel is over it. */
    private static void fill(int[] medians, ColourPixels pixels, int channel) {
        int[][] counts = new int[medians.length][2 * GREYS - 1];
        int[] lit = new int[medians.length];
        for (int pixel = 0; pixel < pixels.count(); pixel++) {
            if (pixels.largest(pixel) > LIT) {
                int step = pixels.grey(pixel) / STEP;
                counts[step][GREYS - 1 + pixels.over(pixel, channel)]++;
                lit[step]++;
            }
        }
        for (int step = 0; step < medians.length; step++) {
            medians[step] = lit[step] == 0 ? 0 : median(counts[step], lit[step]) - (GREYS - 1);
        }
    }

    private static int median(int[] counts, int all) {
        int value = 0;
        for (int below = counts[0]; 2 * below < all; below += counts[value]) {
            value++;
        }
        return value;
    }
}
