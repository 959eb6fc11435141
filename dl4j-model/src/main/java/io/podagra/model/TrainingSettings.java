package io.podagra.model;

/**
 * How one arm is trained. The paper's abstract gives none of these; they are Podagra's choice.
 *
 * @param epochs passes over the training images, 1 to 10,000
 * @param batchSize images a step, 2 to 1,024 (batch norm needs at least two)
 * @param learningRate Adam's step size at the first step, in (0, 1]
 * @param weightDecay decoupled weight decay of the convolutions and the head, scaled by the
 *     learning rate, in [0, 1)
 * @param patience epochs without a better validation AUC after which an arm stops, at least 1
 */
public record TrainingSettings(
        int epochs, int batchSize, double learningRate, double weightDecay, int patience) {
    /**
     * @throws IllegalArgumentException naming the setting, its value and its range
     */
    public TrainingSettings {
        requireBetween("epochs", epochs, 1, 10_000);
        requireBetween("batchSize", batchSize, 2, 1024);
        requireBetween("patience", patience, 1, 10_000);
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new IllegalArgumentException(
                    "learningRate is " + learningRate + ", expected a number in (0, 1]");
        }
        if (!(weightDecay >= 0 && weightDecay < 1)) {
            throw new IllegalArgumentException(
                    "weightDecay is " + weightDecay + ", expected a number in [0, 1)");
        }
    }

    /** Values that train a ResNet-50 from random weights on a few hundred small images. */
    public static TrainingSettings defaults() {
        return new TrainingSettings(20, 16, 0.0003, 0.0, 8);
    }

    private static void requireBetween(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(
                    name
                            + " is "
                            + value
                            + ", expected a whole number from "
                            + low
                            + " to "
                            + high);
        }
    }
}
