package io.podagra.pipeline;

import java.util.function.DoubleUnaryOperator;

/**
 * Within which a variation's range has to be, and what strength means for it.
 *
 * @param minimum of amounts
 * @param maximum of amounts
 * @param neutral the amount that changes nothing, between the two
 * @param byRatio whether an amount is as far from it as their ratio says, not their difference
 */
record Bounds(double minimum, double maximum, double neutral, boolean byRatio) {
    static Bounds around(double neutral, double minimum, double maximum) {
        return new Bounds(minimum, maximum, neutral, false);
    }

    /** Around 1. */
    static Bounds ofRatio(double minimum, double maximum) {
        return new Bounds(minimum, maximum, 1, true);
    }

    /**
     * @param name of the variation, for the message
     * @throws IllegalArgumentException if the range is not within the bounds
     */
    void require(String name, Variation variation) {
        if (variation.from() < minimum || variation.to() > maximum) {
            throw new IllegalArgumentException(
                    "%s.range is %s, expected two numbers from %s to %s"
                            .formatted(name, variation.range(), minimum, maximum));
        }
    }

    /**
     * The variation with a range so many times as far from neutral, as far as the bounds let it.
     */
    Variation scaled(Variation variation, double strength) {
        DoubleUnaryOperator scaled =
                byRatio
                        ? amount -> neutral * Math.pow(amount / neutral, strength)
                        : amount -> neutral + strength * (amount - neutral);
        DoubleUnaryOperator bounded =
                scaled.andThen(amount -> Math.min(maximum, Math.max(minimum, amount)));
        return new Variation(
                variation.probability(),
                bounded.applyAsDouble(variation.from()),
                bounded.applyAsDouble(variation.to()));
    }
}
