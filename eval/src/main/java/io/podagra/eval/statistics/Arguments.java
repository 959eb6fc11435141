package io.podagra.eval.statistics;

/** Checks of what callers pass, which let no NaN through. */
final class Arguments {
    private Arguments() {}

    /**
     * @return the value, from 0 to 1
     */
    static double share(double value, String name) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("%s %s is outside 0 to 1".formatted(name, value));
        }
        return value;
    }

    /**
     * @return the value, above 0 and at most 1
     */
    static double positiveShare(double value, String name) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "%s %s is not above 0 and at most 1".formatted(name, value));
        }
        return value;
    }

    /**
     * @return the value, between 0 and 1 and neither of them
     */
    static double innerShare(double value, String name) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(
                    "%s %s is not between 0 and 1".formatted(name, value));
        }
        return value;
    }
}
