package io.podagra.model.weights;

/** IEEE 754 binary16; Java has the conversions from release 20 on. */
final class HalfFloat {
    private static final int FRACTION_BITS = 10;
    private static final int FRACTION = (1 << FRACTION_BITS) - 1;
    private static final int INFINITE_EXPONENT = 31;
    private static final float SMALLEST = 0x1p-24f;
    private static final float SMALLEST_NORMAL = 0x1p-14f;

    /** Halfway between the largest finite number, 65504, and the next: rounds up. */
    private static final float OVERFLOW = 65520;

    private HalfFloat() {}

    static float toFloat(short half) {
        int exponent = (half >> FRACTION_BITS) & INFINITE_EXPONENT;
        int fraction = half & FRACTION;
        float magnitude;
        if (exponent == 0) {
            magnitude = fraction * SMALLEST;
        } else if (exponent == INFINITE_EXPONENT) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Math.scalb(1 + fraction / (float) (FRACTION + 1), exponent - 15);
        }
        return half < 0 ? -magnitude : magnitude;
    }

    /** The nearest, ties to even. */
    static short ofFloat(float value) {
        int sign = (Float.floatToRawIntBits(value) >>> 16) & 0x8000;
        float magnitude = Math.abs(value);
        int bits;
        if (Float.isNaN(value)) {
            bits = 0x7e00;
        } else if (magnitude >= OVERFLOW) {
            bits = INFINITE_EXPONENT << FRACTION_BITS;
        } else {
            float step =
                    magnitude < SMALLEST_NORMAL
                            ? SMALLEST
                            : Math.scalb(1f, Math.getExponent(magnitude) - FRACTION_BITS);
            int steps = (int) Math.rint(magnitude / step);
            // A normal number's steps hold the leading one, which adds 1 to the exponent; so does
            // rounding up to the next power of two.
            int exponent = magnitude < SMALLEST_NORMAL ? 0 : Math.getExponent(magnitude) + 15 - 1;
            bits = (exponent << FRACTION_BITS) + steps;
        }
        return (short) (sign | bits);
    }
}
