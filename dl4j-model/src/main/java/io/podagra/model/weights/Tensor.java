package io.podagra.model.weights;

import java.util.List;

/** An array of numbers in row-major order. The numbers are not copied: whoever gets them reads. */
final class Tensor {
    private final List<Long> shape;
    private final float[] values;

    /**
     * @throws IllegalArgumentException if the shape does not have as many elements as there are
     */
    Tensor(List<Long> shape, float[] values) {
        if (elements(shape) != values.length) {
            throw new IllegalArgumentException(
                    "shape %s for %d values".formatted(shape, values.length));
        }
        this.shape = List.copyOf(shape);
        this.values = values;
    }

    List<Long> shape() {
        return shape;
    }

    float[] values() {
        return values;
    }

    /**
     * Number of elements of a shape.
     *
     * @throws IllegalArgumentException if a side is negative, or there are more than an array holds
     */
    static int elements(List<Long> shape) {
        long product = 1;
        for (long side : shape) {
            if (side < 0 || side > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("shape " + shape + " cannot be read");
            }
            product *= side;
            if (product > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("shape " + shape + " is too large");
            }
        }
        return (int) product;
    }
}
