package io.podagra.pipeline;

/**
 * Contrast-limited adaptive histogram equalisation (Zuiderveld, Graphics Gems IV, 1994) of every
 * image, in training and in use.
 *
 * @param enabled whether it is done; the other components keep their values when it is false
 * @param clipLimit above how many times the even share a grey value's count in a tile is cut, 1 to
 *     40; the larger, the stronger the contrast
 * @param tiles across and down, 1 to 32
 */
public record Clahe(boolean enabled, double clipLimit, int tiles) {
    /**
     * @throws IllegalArgumentException if a component is out of its range or not a number
     */
    public Clahe {
        // Negated, so that NaN fails too.
        if (!(clipLimit >= 1 && clipLimit <= 40)) {
            throw new IllegalArgumentException(
                    "clipLimit is %s, expected 1.0 to 40.0".formatted(clipLimit));
        }
        if (tiles < 1 || tiles > 32) {
            throw new IllegalArgumentException("tiles is %d, expected 1 to 32".formatted(tiles));
        }
    }

    /** Not done; if it is switched on, gentle. */
    public static Clahe off() {
        return new Clahe(false, 2, 8);
    }
}
