package io.podagra.data.phantom;

/** Separable Gaussian filters; what lies beyond an edge counts as the edge's value. */
final class Gaussian {
    private static final double REACH = 3;

    private Gaussian() {}

    /** Half of a kernel, from the middle on; the whole sums to 1. */
    static float[] kernel(double sigma) {
        int radius = Math.max(1, (int) Math.ceil(REACH * sigma));
        float[] half = new float[radius + 1];
        double sum = 0;
        for (int i = 0; i <= radius; i++) {
            half[i] = (float) Math.exp(-0.5 * i * i / Math.max(sigma * sigma, 1e-12));
            sum += i == 0 ? half[i] : 2 * half[i];
        }
        for (int i = 0; i <= radius; i++) {
            half[i] /= (float) sum;
        }
        return half;
    }

    /** Blurs a plane in both directions. */
    static void blur(float[] plane, int width, double sigmaX, double sigmaZ) {
        blurRows(plane, width, kernel(sigmaX));
        blurColumns(plane, width, kernel(sigmaZ));
    }

    private static void blurRows(float[] plane, int width, float[] kernel) {
        float[] padded = new float[width + 2 * (kernel.length - 1)];
        for (int row = 0; row < plane.length / width; row++) {
            blurRow(plane, row * width, width, kernel, padded);
        }
    }

    /**
     * Blurs one row in place.
     *
     * @param padded room for {@code width + 2 (kernel.length - 1)} values or more
     */
    static void blurRow(float[] plane, int start, int width, float[] kernel, float[] padded) {
        int radius = kernel.length - 1;
        System.arraycopy(plane, start, padded, radius, width);
        for (int i = 0; i < radius; i++) {
            padded[i] = plane[start];
            padded[radius + width + i] = plane[start + width - 1];
        }
        for (int x = 0; x < width; x++) {
            float sum = kernel[0] * padded[x + radius];
            for (int k = 1; k <= radius; k++) {
                sum += kernel[k] * (padded[x + radius - k] + padded[x + radius + k]);
            }
            plane[start + x] = sum;
        }
    }

    /** Blurs in depth, row by row, so that memory is read in its order. */
    static void blurColumns(float[] plane, int width, float[] kernel) {
        int height = plane.length / width;
        float[] source = plane.clone();
        for (int row = 0; row < height; row++) {
            int to = row * width;
            for (int x = 0; x < width; x++) {
                plane[to + x] = kernel[0] * source[to + x];
            }
            for (int k = 1; k < kernel.length; k++) {
                int above = Math.max(0, row - k) * width;
                int below = Math.min(height - 1, row + k) * width;
                float weight = kernel[k];
                for (int x = 0; x < width; x++) {
                    plane[to + x] += weight * (source[above + x] + source[below + x]);
                }
            }
        }
    }

    /** A plane of smooth noise with mean near 0 and standard deviation 1; sigmas in pixels. */
    static float[] noise(int width, int height, double sigmaX, double sigmaZ, Draws draws) {
        float[] plane = new float[width * height];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (float) draws.gaussian();
        }
        blur(plane, width, sigmaX, sigmaZ);
        normalise(plane);
        return plane;
    }

    private static void normalise(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += value * value;
        }
        float scale = (float) (1 / Math.sqrt(squares / values.length + 1e-12));
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
    }
}
