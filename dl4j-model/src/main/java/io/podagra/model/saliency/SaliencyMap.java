package io.podagra.model.saliency;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where an image speaks for abnormal, in the pixels of the network's square input. Immutable.
 *
 * <p>The largest value is 1, or all are 0 where nothing speaks for it: a map tells where, not how
 * much.
 */
public final class SaliencyMap {
    private final int size;
    private final float[] values;

    private SaliencyMap(int size, float[] values) {
        this.size = size;
        this.values = values;
    }

    /**
     * A pixel of the input.
     *
     * @param x from the left, from 0
     * @param y from the top, from 0
     */
    public record Pixel(int x, int y) {}

    /**
     * Of evidence, what is negative left out, and the largest made 1.
     *
     * @param size width and height in pixels
     * @param evidence row by row; not changed
     * @throws IllegalArgumentException if there are not so many values, or one is no finite number
     */
    static SaliencyMap of(int size, float[] evidence) {
        requireNonNull(evidence, "evidence is null");
        if (evidence.length != size * size) {
            throw new IllegalArgumentException(
                    "%d values for %d x %d pixels".formatted(evidence.length, size, size));
        }
        float largest = 0;
        for (float value : evidence) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("evidence is " + value);
            }
            largest = Math.max(largest, value);
        }
        float[] values = new float[evidence.length];
        for (int pixel = 0; largest > 0 && pixel < values.length; pixel++) {
            values[pixel] = Math.max(0, evidence[pixel]) / largest;
        }
        return new SaliencyMap(size, values);
    }

    /** Width and height in pixels. */
    public int size() {
        return size;
    }

    /** At a pixel, 0 to 1. */
    public float at(int x, int y) {
        if (x < 0 || x >= size || y < 0 || y >= size) {
            throw new IndexOutOfBoundsException(
                    "pixel (%d, %d) of %d x %d".formatted(x, y, size, size));
        }
        return values[y * size + x];
    }

    /** Where it is largest, the first of equals row by row; empty if all values are 0. */
    public Optional<Pixel> peak() {
        int largest = 0;
        for (int pixel = 1; pixel < values.length; pixel++) {
            largest = values[pixel] > values[largest] ? pixel : largest;
        }
        return values[largest] > 0
                ? Optional.of(new Pixel(largest % size, largest / size))
                : Optional.empty();
    }

    /** Whether nothing in the image speaks for abnormal. */
    public boolean isEmpty() {
        return peak().isEmpty();
    }
}
