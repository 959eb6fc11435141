package io.podagra.model.training;

/** The loss or the weights are no numbers, or the loss exploded: going on cannot help. */
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;

    private TrainingDivergedException(int epoch, String what, TrainingSettings settings) {
        super(
                "training diverged in epoch %d: %s; start a new run with a lower training.learningRate (now %s) or a longer training.schedule.warmUpEpochs (now %s)"
                        .formatted(
                                epoch,
                                what,
                                settings.learningRate(),
                                settings.schedule().warmUpEpochs()));
        this.what = "training diverged in epoch %d: %s".formatted(epoch, what);
    }

    /**
     * What happened, without what to do about it: to one of many trainings nothing is to be done.
     */
    public String what() {
        return what;
    }

    static TrainingDivergedException byLoss(int epoch, double loss, TrainingSettings settings) {
        return new TrainingDivergedException(epoch, "the loss is " + loss, settings);
    }

    static TrainingDivergedException byWeights(int epoch, TrainingSettings settings) {
        return new TrainingDivergedException(epoch, "some weights are no numbers", settings);
    }
}
