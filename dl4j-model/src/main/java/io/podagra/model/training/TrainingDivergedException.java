package io.podagra.model.training;

/** The loss or the weights are no numbers, or the loss exploded: going on cannot help. */
public final class TrainingDivergedException extends RuntimeException {
    private TrainingDivergedException(int epoch, String what, TrainingSettings settings) {
        super(
                "training diverged in epoch %d: %s; start a new run with a lower training.learningRate (now %s) or a longer training.schedule.warmUpEpochs (now %s)"
                        .formatted(
                                epoch,
                                what,
                                settings.learningRate(),
                                settings.schedule().warmUpEpochs()));
    }

    static TrainingDivergedException byLoss(int epoch, double loss, TrainingSettings settings) {
        return new TrainingDivergedException(epoch, "the loss is " + loss, settings);
    }

    static TrainingDivergedException byWeights(int epoch, TrainingSettings settings) {
        return new TrainingDivergedException(epoch, "some weights are no numbers", settings);
    }
}
