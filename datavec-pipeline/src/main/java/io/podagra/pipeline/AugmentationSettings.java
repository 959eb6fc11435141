package io.podagra.pipeline;

import static java.util.Objects.requireNonNull;

/**
 * How training images are varied at random. Each variation has a probability and a range of its
 * own, and is drawn independently of the others.
 *
 * @param enabled whether training images are varied at all; the other components keep their values
 *     when it is false
 * @param horizontalFlip exchanges left and right
 * @param verticalFlip exchanges up and down; off, for in a B-mode image depth has a direction, and
 *     an acoustic shadow above the bone that casts it never occurs
 * @param rotation degrees counter-clockwise, -45 to 45
 * @param scale magnification, 0.5 to 1.5
 * @param shift of the image as a share of its side, one amount to the right and one down, -0.25 to
 *     0.25
 * @param gain factor on every grey value, 0.5 to 1.5
 * @param contrast factor on every grey value's distance from the image's mean, 0.5 to 1.5
 * @param gamma exponent of the grey curve, 0.5 to 2; below 1 is brighter
 * @param tgc slope of a factor along depth, from 1 - slope at the top to 1 + slope at the bottom,
 *     -0.5 to 0.5
 * @param speckle standard deviation of a factor that differs from grain to grain, 0 to 0.5
 */
public record AugmentationSettings(
        boolean enabled,
        Flip horizontalFlip,
        Flip verticalFlip,
        Variation rotation,
        Variation scale,
        Variation shift,
        Variation gain,
        Variation contrast,
        Variation gamma,
        Variation tgc,
        Variation speckle) {

    /**
     * @throws IllegalArgumentException if a range is not within its bounds
     */
    public AugmentationSettings {
        requireNonNull(horizontalFlip, "horizontalFlip is null");
        requireNonNull(verticalFlip, "verticalFlip is null");
        requireNonNull(rotation, "rotation is null").requireWithin("rotation", -45, 45);
        requireNonNull(scale, "scale is null").requireWithin("scale", 0.5, 1.5);
        requireNonNull(shift, "shift is null").requireWithin("shift", -0.25, 0.25);
        requireNonNull(gain, "gain is null").requireWithin("gain", 0.5, 1.5);
        requireNonNull(contrast, "contrast is null").requireWithin("contrast", 0.5, 1.5);
        requireNonNull(gamma, "gamma is null").requireWithin("gamma", 0.5, 2);
        requireNonNull(tgc, "tgc is null").requireWithin("tgc", -0.5, 0.5);
        requireNonNull(speckle, "speckle is null").requireWithin("speckle", 0, 0.5);
    }

    /** Every image as it is. */
    public static AugmentationSettings none() {
        return new AugmentationSettings(
                false,
                new Flip(0),
                new Flip(0),
                Variation.never(0),
                Variation.never(1),
                Variation.never(0),
                Variation.never(1),
                Variation.never(1),
                Variation.never(1),
                Variation.never(0),
                Variation.never(0));
    }

    /**
     * Gentle: what two examiners' images of one joint differ by in tilt, position, magnification
     * and the scanner's knobs.
     */
    public static AugmentationSettings defaults() {
        return new AugmentationSettings(
                true,
                new Flip(0.5),
                new Flip(0),
                new Variation(1, -10, 10),
                new Variation(1, 0.9, 1.1),
                new Variation(1, -0.05, 0.05),
                new Variation(0.5, 0.85, 1.15),
                new Variation(0.5, 0.85, 1.15),
                new Variation(0.5, 0.8, 1.25),
                new Variation(0.5, -0.2, 0.2),
                new Variation(0.5, 0, 0.15));
    }
}
