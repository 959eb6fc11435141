package io.podagra.model.training;

/** Checks of settings; each error names the setting, its value and its range. */
public final class Ranges {
    private Ranges() {}

    public static void requireBetween(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(
                    "%s is %d, expected a whole number from %d to %d"
                            .formatted(name, value, low, high));
        }
    }

    public static void requireAtLeast(String name, double value, double low) {
        if (!(value >= low && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "%s is %s, expected a number of at least %s"
                            .formatted(name, value, plain(low)));
        }
    }

    /** In (0, 1]. */
    public static void requireShare(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "%s is %s, expected a number in (0, 1]".formatted(name, value));
        }
    }

    /** In [0, 1). */
    public static void requireBelowOne(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(
                    "%s is %s, expected a number in [0, 1)".formatted(name, value));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
