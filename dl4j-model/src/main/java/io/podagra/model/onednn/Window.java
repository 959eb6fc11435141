package io.podagra.model.onednn;

import org.deeplearning4j.nn.conf.ConvolutionMode;

/** The moving window of a convolution or a pooling. */
record Window(Axis height, Axis width) {

    /**
     * Along one axis.
     *
     * @param kernel its extent
     * @param stride its step
     * @param dilation distance of the values it covers, 1 for neighbours
     * @param padding zeros before the first value and after the last; not in mode Same
     * @param same whether the output is as large as the input divided by the stride, with what is
     *     missing added by halves, the smaller half first (Deeplearning4j's mode Same)
     */
    record Axis(int kernel, int stride, int dilation, int padding, boolean same) {
        /**
         * @throws IllegalArgumentException if the window is larger than the input
         */
        Span on(long input) {
            long extent = (long) (kernel - 1) * dilation + 1;
            long output;
            long before;
            if (same) {
                output = (input + stride - 1) / stride;
                before = Math.max((output - 1) * stride + extent - input, 0) / 2;
            } else {
                if (input + 2L * padding < extent) {
                    throw new IllegalArgumentException(
                            "a window of %d does not fit on %d values padded by %d"
                                    .formatted(extent, input, padding));
                }
                output = (input + 2L * padding - extent) / stride + 1;
                before = padding;
            }
            long end = (output - 1) * stride + extent;
            return new Span(output, before, Math.max(0, end - input - before));
        }

        Axis paddedBy(int zeros) {
            return new Axis(kernel, stride, dilation, padding + zeros, same);
        }
    }

    /** How many values come out along an axis, and what is missing before and after the input. */
    record Span(long output, long before, long after) {}

    /** Where the window lies on an input. */
    record Placed(Span height, Span width) {
        long[] before() {
            return new long[] {height.before(), width.before()};
        }

        long[] after() {
            return new long[] {height.after(), width.after()};
        }

        long[] output(long images, long channels) {
            return new long[] {images, channels, height.output(), width.output()};
        }
    }

    /** Of a layer's settings, each a pair of height and width. */
    static Window of(
            int[] kernel, int[] stride, int[] dilation, int[] padding, ConvolutionMode mode) {
        boolean same = mode == ConvolutionMode.Same;
        return new Window(
                new Axis(kernel[0], stride[0], dilation[0], padding[0], same),
                new Axis(kernel[1], stride[1], dilation[1], padding[1], same));
    }

    /** One that covers the whole input. */
    static Window whole(long height, long width) {
        return new Window(
                new Axis((int) height, 1, 1, 0, false), new Axis((int) width, 1, 1, 0, false));
    }

    /**
     * @param inputHeight of the input
     * @param inputWidth of the input
     */
    Placed on(long inputHeight, long inputWidth) {
        return new Placed(height.on(inputHeight), width.on(inputWidth));
    }

    boolean isSame() {
        return height.same();
    }

    /** The same on an input that has lost its frame of zeros. */
    Window paddedBy(int rows, int columns) {
        return new Window(height.paddedBy(rows), width.paddedBy(columns));
    }

    long[] strides() {
        return new long[] {height.stride(), width.stride()};
    }

    /** As oneDNN counts: values between two that the window covers. */
    long[] gaps() {
        return new long[] {height.dilation() - 1L, width.dilation() - 1L};
    }

    long[] extent() {
        return new long[] {height.kernel(), width.kernel()};
    }
}
