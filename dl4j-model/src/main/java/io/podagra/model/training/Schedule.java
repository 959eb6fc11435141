package io.podagra.model.training;

import static java.util.Objects.requireNonNull;

/**
 * How the learning rate changes in the course of a training.
 *
 * @param shape of the curve after the warm-up
 * @param warmUpEpochs over which the rate grows from near 0 to its full value, at least 0; may be a
 *     part of an epoch
 * @param stepEpochs epochs after which a {@code step} curve falls, at least 1
 * @param stepFactor by which it falls, in (0, 1]
 */
public record Schedule(Shape shape, double warmUpEpochs, int stepEpochs, double stepFactor) {
    /** The curve of the learning rate after the warm-up. */
    public enum Shape {
        /** The same rate to the end. */
        CONSTANT,
        /**
         * Half a cosine, from the full rate to 0 (Loshchilov and Hutter 2017, arXiv:1608.03983).
         */
        COSINE,
        /** By a factor every few epochs. */
        STEP
    }

    /**
     * @throws IllegalArgumentException naming the setting, its value and its range
     */
    public Schedule {
        requireNonNull(shape, "shape is null");
        Ranges.requireAtLeast("warmUpEpochs", warmUpEpochs, 0);
        Ranges.requireBetween("stepEpochs", stepEpochs, 1, 10_000);
        Ranges.requireShare("stepFactor", stepFactor);
    }

    /** No warm-up, the same rate throughout. */
    public static Schedule constant() {
        return new Schedule(Shape.CONSTANT, 0, 10, 0.1);
    }

    /** A short warm-up, then half a cosine: what pretrained weights are usually tuned with. */
    public static Schedule cosine(double warmUpEpochs) {
        return new Schedule(Shape.COSINE, warmUpEpochs, 10, 0.1);
    }

    /** What follows the learning rate in a sentence; nothing for a constant one. */
    String words() {
        String warmUp =
                warmUpEpochs > 0 ? " after a warm-up of %s epochs".formatted(warmUpEpochs) : "";
        return switch (shape) {
            case CONSTANT -> warmUp;
            case COSINE -> " falling along a cosine" + warmUp;
            case STEP -> " times %s every %d epochs%s".formatted(stepFactor, stepEpochs, warmUp);
        };
    }

    /**
     * What the learning rate is multiplied by.
     *
     * @param epoch passed so far, with fraction, from 0
     * @param epochs of the whole training
     * @param oneStep a step in epochs: the first step of a warm-up is not lost at rate 0
     * @return in [0, 1]
     */
    double factor(double epoch, int epochs, double oneStep) {
        if (epoch < warmUpEpochs) {
            return Math.min(1, (epoch + oneStep) / warmUpEpochs);
        }
        return switch (shape) {
            case CONSTANT -> 1;
            case STEP -> Math.pow(stepFactor, Math.floor(epoch / stepEpochs));
            case COSINE -> {
                double span = Math.max(epochs - warmUpEpochs, oneStep);
                double share = Math.min(1, (epoch - warmUpEpochs) / span);
                yield (1 + Math.cos(Math.PI * share)) / 2;
            }
        };
    }
}
