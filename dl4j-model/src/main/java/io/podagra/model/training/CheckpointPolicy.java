package io.podagra.model.training;

import java.util.Map;

/**
 * When a training writes a checkpoint: at each moment at which it could, if more than so many
 * seconds have passed since the last one. A checkpoint of a ResNet-50 is some 300 MB, so that one
 * which saves less time than it takes is not worth having.
 */
public final class CheckpointPolicy {
    /** When a checkpoint can be written. */
    enum Moment {
        WITHIN_AN_EPOCH,
        /** From kept features, with another such to follow. */
        AFTER_A_SHORT_EPOCH,
        AFTER_AN_EPOCH,
        /** A rule stopped the training, which may go on one day. */
        WHEN_STOPPED,
        AT_THE_END
    }

    /** Epochs from kept features take less time than their checkpoint. */
    private static final double SECONDS_OF_SHORT_EPOCHS = 20;

    private final Map<Moment, Double> secondsBefore;

    private CheckpointPolicy(Map<Moment, Double> secondsBefore) {
        secondsBefore.values().forEach(CheckpointPolicy::requireSeconds);
        this.secondsBefore = secondsBefore;
    }

    /**
     * For a training whose weights are wanted: within an epoch now and then, after each epoch, and
     * at the end. Epochs that take less time than their checkpoint, as those from kept features,
     * share one in 20 seconds.
     *
     * @param secondsWithin an epoch until the next, at least 0
     * @throws IllegalArgumentException if it is negative or not a number
     */
    public static CheckpointPolicy afterEachEpoch(double secondsWithin) {
        return afterEachEpoch(secondsWithin, SECONDS_OF_SHORT_EPOCHS);
    }

    static CheckpointPolicy afterEachEpoch(double secondsWithin, double secondsOfShortEpochs) {
        return new CheckpointPolicy(
                Map.of(
                        Moment.WITHIN_AN_EPOCH,
                        secondsWithin,
                        Moment.AFTER_A_SHORT_EPOCH,
                        secondsOfShortEpochs,
                        Moment.AFTER_AN_EPOCH,
                        0.0,
                        Moment.WHEN_STOPPED,
                        0.0,
                        Moment.AT_THE_END,
                        0.0));
    }

    /**
     * For one of many trainings, of which only the figures are wanted: as few as will do, and none
     * at the end for its own sake. Where a rule stops it there is one, unless it is cheaper to
     * train so far again.
     *
     * @param seconds of work that a training which is killed may lose, at least 0; infinite for no
     *     checkpoint at all
     * @param secondsStopped of work that one which was stopped may lose, at least 0
     * @throws IllegalArgumentException if it is negative or not a number
     */
    public static CheckpointPolicy losingAtMost(double seconds, double secondsStopped) {
        return new CheckpointPolicy(
                Map.of(
                        Moment.WITHIN_AN_EPOCH, seconds,
                        Moment.AFTER_A_SHORT_EPOCH, seconds,
                        Moment.AFTER_AN_EPOCH, seconds,
                        Moment.WHEN_STOPPED, secondsStopped,
                        Moment.AT_THE_END, seconds));
    }

    /**
     * @param secondsSince the last checkpoint, or since the training began
     */
    boolean isDue(Moment moment, double secondsSince) {
        return secondsSince >= secondsBefore.get(moment);
    }

    private static void requireSeconds(double seconds) {
        if (!(seconds >= 0)) {
            throw new IllegalArgumentException(
                    "seconds between checkpoints is " + seconds + ", expected at least 0");
        }
    }
}
