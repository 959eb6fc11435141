package io.podagra.pipeline;

/**
 * Marks crosses, upright and lying, that are too faint or too smooth for {@link UprightStrokes}:
 * four arms that are all brighter than what lies between them, which no surface and no spot is.
 */
final class CaliperCrosses {
    /** Grey values by which the faintest arm is brighter than the brightest between two arms. */
    private static final int CONTRAST = 28;

    /** Least grey value of the middle. */
    private static final int BRIGHTNESS = 110;

    /** Pixels from the middle at which the arms are looked at, first and last. */
    private static final int FROM = 2;

    private static final int TO = 4;

    /** Pixels from the middle at which there is nothing between two arms. */
    private static final int BETWEEN = 3;

    /** Longest arm, in pixels. */
    private static final int LONGEST = 9;

    private static final int[][] UPRIGHT = {{0, -1}, {1, 0}, {0, 1}, {-1, 0}};
    private static final int[][] LYING = {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}};

    private final GreyPicture tissue;
    private final boolean[] mask;

    private CaliperCrosses(GreyPicture tissue, boolean[] mask) {
        this.tissue = tissue;
        this.mask = mask;
    }

    /** Marks the pixels of crosses, row by row of the tissue. */
    static void mark(GreyPicture tissue, boolean[] mask) {
        CaliperCrosses crosses = new CaliperCrosses(tissue, mask);
        for (int y = TO + 1; y < tissue.height() - TO - 1; y++) {
            for (int x = TO + 1; x < tissue.width() - TO - 1; x++) {
                if (tissue.at(x, y) >= BRIGHTNESS) {
                    crosses.markIfCross(x, y, UPRIGHT, LYING);
                    crosses.markIfCross(x, y, LYING, UPRIGHT);
                }
            }
        }
    }

    private void markIfCross(int x, int y, int[][] arms, int[][] between) {
        int brightest = 0;
        for (int[] direction : between) {
            brightest =
                    Math.max(
                            brightest,
                            tissue.at(x + BETWEEN * direction[0], y + BETWEEN * direction[1]));
        }
        for (int[] arm : arms) {
            for (int distance = FROM; distance <= TO; distance++) {
                if (grey(x, y, arm, distance) - brightest < CONTRAST) {
                    return;
                }
            }
        }
        for (int[] arm : arms) {
            markArm(x, y, arm, brightest + CONTRAST / 2);
        }
    }

    private void markArm(int x, int y, int[] arm, int least) {
        for (int distance = 0; distance <= LONGEST; distance++) {
            int column = x + distance * arm[0];
            int row = y + distance * arm[1];
            boolean inside =
                    column > 0
                            && column < tissue.width() - 1
                            && row > 0
                            && row < tissue.height() - 1;
            if (!inside || tissue.at(column, row) < least) {
                return;
            }
            mask[row * tissue.width() + column] = true;
        }
    }

    private int grey(int x, int y, int[] arm, int distance) {
        return tissue.at(x + distance * arm[0], y + distance * arm[1]);
    }
}
