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
    private static final Bounds ROTATION = Bounds.around(0, -45, 45);
    private static final Bounds SCALE = Bounds.around(1, 0.5, 1.5);
    private static final Bounds SHIFT = Bounds.around(0, -0.25, 0.25);
    private static final Bounds GAIN = Bounds.around(1, 0.5, 1.5);
    private static final Bounds CONTRAST = Bounds.around(1, 0.5, 1.5);
    private static final Bounds GAMMA = Bounds.ofRatio(0.5, 2);
    private static final Bounds TGC = Bounds.around(0, -0.5, 0.5);
    private static final Bounds SPECKLE = Bounds.around(0, 0, 0.5);

    /**
     * @throws IllegalArgumentException if a range is not within its bounds
     */
    public AugmentationSettings {
        requireNonNull(horizontalFlip, "horizontalFlip is null");
        requireNonNull(verticalFlip, "verticalFlip is null");
        ROTATION.require("rotation", requireNonNull(rotation, "rotation is null"));
        SCALE.require("scale", requireNonNull(scale, "scale is null"));
        SHIFT.require("shift", requireNonNull(shift, "shift is null"));
        GAIN.require("gain", requireNonNull(gain, "gain is null"));
        CONTRAST.require("contrast", requireNonNull(contrast, "contrast is null"));
        GAMMA.require("gamma", requireNonNull(gamma, "gamma is null"));
        TGC.require("tgc", requireNonNull(tgc, "tgc is null"));
        SPECKLE.require("speckle", requireNonNull(speckle, "speckle is null"));
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

    /**
     * The same variations, stronger or weaker: each end of a range is moved along the line from the
     * amount that changes nothing, which is 0 for rotation, shift, tgc and speckle, and 1 for
     * scale, gain, contrast and gamma, whose distance is that of its logarithm. Probabilities stay,
     * and so do flips, which have no strength. What would go beyond a range's bounds stops at them.
     *
     * @param strength of the distances, 0 to 3; 1 changes nothing, at 0 images are not varied at
     *     all
     * @throws IllegalArgumentException if the strength is out of its range or not a number
     */
    public AugmentationSettings withStrength(double strength) {
        if (!(strength >= 0 && strength <= 3)) {
            throw new IllegalArgumentException(
                    "strength is %s, expected 0.0 to 3.0".formatted(strength));
        }
        if (strength == 1) {
            return this; // to the last digit
        }
        return new AugmentationSettings(
                enabled && strength > 0,
                horizontalFlip,
                verticalFlip,
                ROTATION.scaled(rotation, strength),
                SCALE.scaled(scale, strength),
                SHIFT.scaled(shift, strength),
                GAIN.scaled(gain, strength),
                CONTRAST.scaled(contrast, strength),
                GAMMA.scaled(gamma, strength),
                TGC.scaled(tgc, strength),
                SPECKLE.scaled(speckle, strength));
    }
}
