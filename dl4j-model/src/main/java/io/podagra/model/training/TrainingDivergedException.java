package io.podagra.model.training;

/** The loss became no number or exploded, and going on cannot help. */
public final class TrainingDivergedException extends RuntimeException {
    TrainingDivergedException(int epoch, double loss, TrainingSettings settings) {
        super(
                "training diverged in epoch %d: the loss is %s; start a new run with a lower training.learningRate (now %s) or a longer training.schedule.warmUpEpochs (now %s)"
                        .formatted(
                                epoch,
                                loss,
                                settings.learningRate(),
                                settings.schedule().warmUpEpochs()));
    }
}
