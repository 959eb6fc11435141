package io.podagra.model;

/** The loss of an arm became infinite or no number, and going on cannot help. */
public final class TrainingDivergedException extends RuntimeException {
    TrainingDivergedException(int epoch, double loss, double learningRate) {
        super(
                "training diverged in epoch "
                        + epoch
                        + ": the loss is "
                        + loss
                        + "; lower training.learningRate (now "
                        + learningRate
                        + ")");
    }
}
