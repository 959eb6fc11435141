package io.podagra.data.phantom;

/** Separable Gaussian filters; what lies beyond an edge counts as the edge's value. */
final class Gaussian {
    private static final double REACH = 3;

    /** A grid of a third of sigma, interpolated, is as good as a finer one. */
    private static final double GRID = 3;

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

    /**
     * A plane of smooth noise with mean near 0 and standard deviation 1; sigmas in pixels. Drawn on
     * a coarser grid where it is smooth enough, and interpolated.
     */
    static float[] noise(int width, int height, double sigmaX, double sigmaZ, Draws draws) {
        int stepX = Math.max(1, (int) (sigmaX / GRID));
        int stepZ = Math.max(1, (int) (sigmaZ / GRID));
        int coarseWidth = (width - 1) / stepX + 2;
        int coarseHeight = (height - 1) / stepZ + 2;
        float[] coarse = new float[coarseWidth * coarseHeight];
        for (int i = 0; i < coarse.length; i++) {
            coarse[i] = (float) draws.gaussian();
        }
        blur(coarse, coarseWidth, sigmaX / stepX, sigmaZ / stepZ);
        float[] plane = new float[width * height];
        for (int row = 0; row < height; row++) {
            int upper = row / stepZ * coarseWidth;
            float down = (float) (row % stepZ) / stepZ;
            for (int x = 0; x < width; x++) {
                int at = upper + x / stepX;
                float right = (float) (x % stepX) / stepX;
                float above = coarse[at] + right * (coarse[at + 1] - coarse[at]);
                float below =
                        coarse[at + coarseWidth]
                                + right * (coarse[at + coarseWidth + 1] - coarse[at + coarseWidth]);
                plane[row * width + x] = above + down * (below - above);
            }
        }
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
