package io.podagra.model.training;

/**
 * Stops a training whose loss is no number, or has grown so that going on cannot help.
 *
 * <p>A coin toss costs 0.69 nats for each output of two classes. A loss that stays above {@value
 * #LIMIT} nats over some twenty batches is of a network that is nearly sure of what is wrong.
 */
final class DivergenceGuard {
    private static final double LIMIT = 20;
    private static final double SMOOTHING = 0.05;

    private final TrainingSettings settings;
    private double smoothed;

    DivergenceGuard(TrainingSettings settings) {
        this.settings = settings;
    }

    /**
     * @param loss of the next batch
     * @throws TrainingDivergedException if training cannot go on
     */
    void check(int epoch, double loss) {
        smoothed += SMOOTHING * (loss - smoothed);
        if (!Double.isFinite(loss) || smoothed > LIMIT) {
            throw new TrainingDivergedException(epoch, loss, settings);
        }
    }
}
