package io.podagra.data.phantom;

/**
 * From the power of an echo to a grey level from 0 to 1, as a device's display does it: the
 * logarithm, gain, the dynamic range, gamma. A table by the leading bits of the power, finer than a
 * fiftieth of a dB: a logarithm and a power for each pixel would take a third of an image's time.
 */
final class GreyCurve {
    /** A float's last bits, which do not count: 8 of its 23 fractional bits are left. */
    private static final int DROPPED = 15;

    private static final int FIRST = Float.floatToRawIntBits(0x1p-40f) >>> DROPPED;
    private static final int LAST = Float.floatToRawIntBits(0x1p24f) >>> DROPPED;

    private final float[] levels = new float[LAST - FIRST + 1];

    /**
     * @param range dynamic range, dB
     * @param gain dB; a power of 1 is white without any
     * @param gamma exponent
     */
    GreyCurve(double range, double gain, double gamma) {
        for (int i = 0; i < levels.length; i++) {
            int middle = ((FIRST + i) << DROPPED) | (1 << (DROPPED - 1));
            double decibels = 10 * Math.log10(Float.intBitsToFloat(middle)) + gain;
            double share = Math.max(0, Math.min(1, (decibels + range) / range));
            levels[i] = (float) Math.pow(share, gamma);
        }
    }

    float at(float power) {
        int index = (Float.floatToRawIntBits(power) >>> DROPPED) - FIRST;
        return levels[Math.max(0, Math.min(levels.length - 1, index))];
    }
}
