package io.podagra.model.training;

/**
 * Stops a training whose loss is no number, or has grown so that going on cannot help.
 *
 * <p>The loss is smoothed over some twenty batches. A coin toss costs 0.69 nats; a network that is
 * sure of the wrong class costs up to 23, where Deeplearning4j cuts the loss off, and one that is
 * sure of either at random half as much.
 */
final class DivergenceGuard {
    private static final double SMOOTHING = 0.05;

    private final TrainingSettings settings;
    private final double limit;
    private double smoothed;
    private double weight;

    /**
     * @param limit above which the smoothed loss is taken for diverged, in nats
     */
    DivergenceGuard(TrainingSettings settings, double limit) {
        this.settings = settings;
        this.limit = limit;
    }

    /**
     * @param loss of the next batch
     * @throws TrainingDivergedException if training cannot go on
     */
    void check(int epoch, double loss) {
        // One batch may be far off without the next being so.
        smoothed += SMOOTHING * (Math.min(loss, 4 * limit) - smoothed);
        weight += SMOOTHING * (1 - weight);
        boolean settled = weight > 0.5;
        if (!Double.isFinite(loss) || (settled && smoothed / weight > limit)) {
            throw TrainingDivergedException.byLoss(epoch, loss, settings);
        }
    }
}
