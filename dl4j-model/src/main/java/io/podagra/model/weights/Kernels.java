package io.podagra.model.weights;

import java.util.List;

/** The layouts of a convolution's kernel. */
final class Kernels {
    private Kernels() {}

    /** From a shape {@code [out, in, height, width]} to {@code [height, width, in, out]}. */
    static List<Long> channelsLast(List<Long> shape) {
        return List.of(shape.get(2), shape.get(3), shape.get(1), shape.get(0));
    }

    /** From {@code [height, width, in, out]} to {@code [out, in, height, width]}. */
    static Tensor channelsFirst(Tensor kernel) {
        List<Long> shape = kernel.shape();
        int area = (int) (shape.get(0) * shape.get(1));
        int inputs = shape.get(2).intValue();
        int outputs = shape.get(3).intValue();
        float[] source = kernel.values();
        float[] target = new float[source.length];
        for (int place = 0; place < area; place++) {
            for (int input = 0; input < inputs; input++) {
                for (int output = 0; output < outputs; output++) {
                    target[(output * inputs + input) * area + place] =
                            source[(place * inputs + input) * outputs + output];
                }
            }
        }
        return new Tensor(List.of(shape.get(3), shape.get(2), shape.get(0), shape.get(1)), target);
    }

    /** The kernel {@code [out, in, height, width]} for an image whose channels are reversed. */
    static Tensor reverseInputs(Tensor kernel) {
        int inputs = kernel.shape().get(1).intValue();
        int area = (int) (kernel.shape().get(2) * kernel.shape().get(3));
        float[] source = kernel.values();
        float[] target = new float[source.length];
        for (int plane = 0; plane < source.length / area; plane++) {
            int first = plane / inputs * inputs;
            int reversed = first + inputs - 1 - (plane - first);
            System.arraycopy(source, reversed * area, target, plane * area, area);
        }
        return new Tensor(kernel.shape(), target);
    }
}
