package io.podagra.data.phantom;

import java.util.Arrays;

/** What comes back to the probe from each pixel, as complex amplitudes, row by row. */
final class EchoField {
    final int width;
    final float[] real;
    final float[] imaginary;

    EchoField(int width, int height) {
        this.width = width;
        this.real = new float[width * height];
        this.imaginary = new float[width * height];
    }

    /** The middle columns. */
    EchoField middle(int columns) {
        int beyond = (width - columns) / 2;
        int height = real.length / width;
        EchoField middle = new EchoField(columns, height);
        for (int row = 0; row < height; row++) {
            int from = row * width + beyond;
            System.arraycopy(real, from, middle.real, row * columns, columns);
            System.arraycopy(imaginary, from, middle.imaginary, row * columns, columns);
        }
        return middle;
    }

    float power(int at) {
        return real[at] * real[at] + imaginary[at] * imaginary[at];
    }

    /** The magnitudes: what a display shows before its logarithm. */
    float[] envelope() {
        float[] envelope = new float[real.length];
        for (int i = 0; i < envelope.length; i++) {
            envelope[i] = (float) Math.sqrt(power(i));
        }
        return envelope;
    }

    void scaleRow(int row, double factor) {
        for (int at = row * width; at < (row + 1) * width; at++) {
            real[at] *= (float) factor;
            imaginary[at] *= (float) factor;
        }
    }

    /** The power that a share of the pixels lies below, from every fifth of them. */
    double powerQuantile(double share) {
        float[] sample = new float[real.length / 5];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = power(5 * i);
        }
        Arrays.sort(sample);
        return sample[(int) (share * (sample.length - 1))];
    }
}
