package io.podagra.model.weights;

import java.util.Arrays;
import java.util.List;

/**
 * A tensor as PyTorch describes it: a view of a storage ({@code torch._utils._rebuild_tensor_v2}).
 *
 * @param offset of the first element in the storage
 * @param strides between neighbours along each dimension, in elements
 */
record TorchTensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {
    TorchTensor {
        shape = List.copyOf(shape);
        strides = List.copyOf(strides);
    }

    /**
     * Where numbers are.
     *
     * @param key name of the file's entry
     * @param elements how many
     */
    record Storage(ElementType type, String key, long elements) {
        long bytes() {
            return Math.multiplyExact(elements, (long) type.bytes());
        }
    }

    /**
     * The elements in row-major order.
     *
     * @param numbers the whole storage
     * @throws IllegalArgumentException if the view reaches beyond the storage
     */
    Tensor gather(float[] numbers) {
        if (shape.size() != strides.size()) {
            throw new IllegalArgumentException(
                    "shape %s with strides %s".formatted(shape, strides));
        }
        int elements = Tensor.elements(shape);
        requireInside(elements, numbers.length);
        if (isContiguous()) {
            int from = (int) offset;
            return new Tensor(shape, Arrays.copyOfRange(numbers, from, from + elements));
        }
        float[] values = new float[elements];
        for (int index = 0; index < elements; index++) {
            values[index] = numbers[(int) position(index)];
        }
        return new Tensor(shape, values);
    }

    private void requireInside(int elements, int available) {
        long last = offset;
        for (int dimension = 0; dimension < shape.size(); dimension++) {
            if (strides.get(dimension) < 0) {
                throw new IllegalArgumentException("strides " + strides);
            }
            long steps = Math.max(0, shape.get(dimension) - 1);
            last = Math.addExact(last, Math.multiplyExact(steps, strides.get(dimension)));
        }
        // A view of stride 0 is larger than its storage: no weight is, and it would cost memory.
        if (offset < 0 || elements > available || (elements > 0 && last >= available)) {
            throw new IllegalArgumentException(
                    "element %d of a storage of %d".formatted(last, available));
        }
    }

    private boolean isContiguous() {
        long expected = 1;
        for (int dimension = shape.size() - 1; dimension >= 0; dimension--) {
            if (shape.get(dimension) > 1 && strides.get(dimension) != expected) {
                return false;
            }
            expected *= shape.get(dimension);
        }
        return true;
    }

    private long position(int index) {
        long rest = index;
        long position = offset;
        for (int dimension = shape.size() - 1; dimension >= 0; dimension--) {
            long side = shape.get(dimension);
            position += rest % side * strides.get(dimension);
            rest /= side;
        }
        return position;
    }
}
