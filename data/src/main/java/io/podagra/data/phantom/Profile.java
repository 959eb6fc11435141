package io.podagra.data.phantom;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A curve along the joint: a depth or a weight at each position {@code u}, in mm from the middle of
 * the metatarsal head towards the toe. Tied to the joint, not to the image, so that it moves with
 * the joint from frame to frame.
 */
final class Profile {
    private static final double STEP = 0.05;
    private static final double END = 32;
    private static final int POINTS = (int) (2 * END / STEP) + 1;

    private final float[] values;

    private Profile(float[] values) {
        this.values = values;
    }

    static Profile of(DoubleUnaryOperator function) {
        float[] values = new float[POINTS];
        for (int i = 0; i < POINTS; i++) {
            values[i] = (float) function.applyAsDouble(position(i));
        }
        return new Profile(values);
    }

    /** Smooth noise of standard deviation 1 about 0; {@code sigma} in mm says how smooth. */
    static Profile noise(double sigma, Draws draws) {
        return new Profile(Gaussian.noise(POINTS, 1, sigma / STEP, 1e-3, draws));
    }

    Profile smoothed(double sigma) {
        float[] smooth = values.clone();
        float[] kernel = Gaussian.kernel(sigma / STEP);
        Gaussian.blurRow(smooth, 0, POINTS, kernel, new float[POINTS + 2 * kernel.length]);
        return new Profile(smooth);
    }

    /** By linear interpolation; beyond an end, the end's value. */
    double at(double u) {
        double index = Math.max(0, Math.min(POINTS - 1.001, (u + END) / STEP));
        int low = (int) index;
        double share = index - low;
        return (1 - share) * values[low] + share * values[low + 1];
    }

    /** The change per mm, over a tenth of a mm on either side. */
    double slopeAt(double u) {
        return (at(u + 2 * STEP) - at(u - 2 * STEP)) / (4 * STEP);
    }

    /** The value that a share of the curve between two positions lies below. */
    double quantile(double share, double from, double to) {
        int low = Math.max(0, (int) ((from + END) / STEP));
        int high = Math.min(POINTS, (int) ((to + END) / STEP));
        float[] sorted = Arrays.copyOfRange(values, low, Math.max(low + 1, high));
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }

    private static double position(int index) {
        return index * STEP - END;
    }
}
