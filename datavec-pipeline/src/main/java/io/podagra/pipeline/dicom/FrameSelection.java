package io.podagra.pipeline.dicom;

import java.util.stream.IntStream;

/**
 * Which frames of a file are taken: the first and from there every n-th, or the first alone.
 *
 * @param step from one frame to the next; 0 for the first alone
 */
public record FrameSelection(int step) {
    public FrameSelection {
        if (step < 0) {
            throw new IllegalArgumentException("step is negative: " + step);
        }
    }

    public static FrameSelection first() {
        return new FrameSelection(0);
    }

    public static FrameSelection all() {
        return new FrameSelection(1);
    }

    /**
     * Frames 0, n, 2n and so on.
     *
     * @param n at least 1
     */
    public static FrameSelection every(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("n is less than 1: " + n);
        }
        return new FrameSelection(n);
    }

    /**
     * Ascending numbers of frames, from 0.
     *
     * @param count how many frames there are, at least 1
     */
    public IntStream of(int count) {
        return step == 0
                ? IntStream.of(0)
                : IntStream.rangeClosed(0, (count - 1) / step).map(index -> index * step);
    }
}
