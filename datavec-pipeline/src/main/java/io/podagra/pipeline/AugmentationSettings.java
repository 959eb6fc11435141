package io.podagra.pipeline;

/**
 * How strongly training images are varied.
 *
 * <p>There is no vertical flip: in a B-mode image depth has a direction, and an acoustic shadow
 * above the bone that casts it never occurs.
 *
 * @param enabled whether training images are varied at all; the other components keep their values
 *     when it is false
 * @param horizontalFlip probability of a mirror image, 0 to 1
 * @param maxRotationDegrees the angle is drawn uniformly within plus and minus this, 0 to 45
 * @param maxZoom the magnification is drawn uniformly within 1 minus and 1 plus this, 0 to 0.5
 * @param brightness the factor on every grey value is drawn uniformly within 1 minus and 1 plus
 *     this, 0 to 0.5
 * @param contrast the factor on every grey value's distance from the image's mean is drawn
 *     uniformly within 1 minus and 1 plus this, 0 to 0.5
 */
public record AugmentationSettings(
        boolean enabled,
        double horizontalFlip,
        double maxRotationDegrees,
        double maxZoom,
        double brightness,
        double contrast) {

    /**
     * @throws IllegalArgumentException if a component is out of its range or not a number
     */
    public AugmentationSettings {
        requireWithin("horizontalFlip", horizontalFlip, 1);
        requireWithin("maxRotationDegrees", maxRotationDegrees, 45);
        requireWithin("maxZoom", maxZoom, 0.5);
        requireWithin("brightness", brightness, 0.5);
        requireWithin("contrast", contrast, 0.5);
    }

    /** Every image as it is. */
    public static AugmentationSettings none() {
        return new AugmentationSettings(false, 0, 0, 0, 0, 0);
    }

    /**
     * Gentle: the tilt, magnification and gain by which two examiners' images of one joint differ.
     */
    public static AugmentationSettings defaults() {
        return new AugmentationSettings(true, 0.5, 10, 0.1, 0.15, 0.15);
    }

    private static void requireWithin(String name, double value, double maximum) {
        // Negated, so that NaN fails too.
        if (!(value >= 0 && value <= maximum)) {
            throw new IllegalArgumentException(
                    "augmentation %s is %s, expected 0.0 to %s".formatted(name, value, maximum));
        }
    }
}
