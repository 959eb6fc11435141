package io.podagra.model.weights;

/** IEEE 754 binary16; Java has the conversion from release 20 on. */
final class HalfFloat {
    private static final int FRACTION_BITS = 10;
    private static final int FRACTION = (1 << FRACTION_BITS) - 1;
    private static final int INFINITE_EXPONENT = 31;
    private static final float SMALLEST = 0x1p-24f;

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
}
