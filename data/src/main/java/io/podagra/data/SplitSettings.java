package io.podagra.data;

/**
 * How a cohort is divided.
 *
 * <p>A fraction is aimed at, as near as whole patients allow, at once for the number of patients
 * and for the number of images of each view and label; none of them need meet it exactly.
 *
 * @param testFraction the share of all patients, and of the images of each view and label, that the
 *     test part is meant to get, in (0, 1); the paper's 6:4 is 0.4
 * @param validationFraction the share of <em>what is not test</em> that is held back for
 *     validation, in (0, 1); the paper has no such part, but an operating point chosen on the test
 *     part would flatter it
 * @param seed of the division; one seed, one split
 */
public record SplitSettings(double testFraction, double validationFraction, long seed) {
    private static final SplitSettings DEFAULTS = new SplitSettings(0.4, 0.2, 42);

    /**
     * @throws InvalidInputException if a fraction is not between 0 and 1
     */
    public SplitSettings {
        requireFraction("testFraction", testFraction);
        requireFraction("validationFraction", validationFraction);
    }

    /** The paper's 6:4, with a fifth of the training patients for validation. */
    public static SplitSettings defaults() {
        return DEFAULTS;
    }

    /**
     * The share of all patients, and of the images of each stratum, that a part is meant to get.
     */
    double fraction(Part part) {
        return switch (part) {
            case TEST -> testFraction;
            case VALIDATION -> (1 - testFraction) * validationFraction;
            case TRAIN -> (1 - testFraction) * (1 - validationFraction);
        };
    }

    private static void requireFraction(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new InvalidInputException(
                    name + " is " + value + ", expected a number between 0 and 1, both excluded");
        }
    }
}
