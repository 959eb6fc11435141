package io.podagra.model.training;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How one arm is trained. The paper's abstract gives none of these; they are Podagra's choice.
 *
 * @param epochs passes over the training images, 1 to 10,000
 * @param batchSize images that go through the network together, 2 to 1,024 (batch norm needs at
 *     least two)
 * @param accumulation batches whose gradients make one step, 1 to 1,000: a step is taken on {@code
 *     batchSize * accumulation} images in the memory of one batch
 * @param optimiser how a gradient becomes a step
 * @param learningRate full step size, in (0, 1]
 * @param momentum of {@link Optimiser#SGD}, in [0, 1)
 * @param weightDecay decoupled weight decay of the convolutions and the head, scaled by the
 *     learning rate, in [0, 1)
 * @param schedule how the learning rate changes
 * @param stages which parts of the network are trained, and at what pace
 * @param batchNorm what becomes of the batch norms' running statistics
 * @param loss what a wrong answer costs
 * @param dropout share of the pooled features that is left out at random, in [0, 1)
 * @param patience epochs without a better validation AUC after which an arm stops, at least 1
 * @param select whose validation AUC chooses the best epoch
 * @param checkpointMinutes minutes after which a checkpoint is written within an epoch, more than
 *     0; there is one after each epoch in any case, unless {@link CheckpointPolicy} is another
 */
public record TrainingSettings(
        int epochs,
        int batchSize,
        int accumulation,
        Optimiser optimiser,
        double learningRate,
        double momentum,
        double weightDecay,
        Schedule schedule,
        StageSettings stages,
        BatchNormStatistics batchNorm,
        LossSettings loss,
        double dropout,
        int patience,
        SelectionUnit select,
        double checkpointMinutes) {
    /** What becomes of the batch norms' running means and variances in training. */
    public enum BatchNormStatistics {
        /** Images are normalised by their batch, and the running statistics follow the batches. */
        UPDATE,
        /**
         * Images are normalised by the running statistics, which stay as the base weights have
         * them; scale and shift are trained. For small batches, and for few images.
         */
        FREEZE
    }

    /** What is ranked when an epoch is judged. */
    public enum SelectionUnit {
        /** Every validation image. */
        IMAGE,
        /** Every validation patient: by the mean score, abnormal if any image is. */
        PATIENT
    }

    /**
     * @throws IllegalArgumentException naming the setting, its value and its range
     */
    public TrainingSettings {
        Ranges.requireBetween("epochs", epochs, 1, 10_000);
        Ranges.requireBetween("batchSize", batchSize, 2, 1024);
        Ranges.requireBetween("accumulation", accumulation, 1, 1000);
        requireNonNull(optimiser, "optimiser is null");
        Ranges.requireShare("learningRate", learningRate);
        Ranges.requireBelowOne("momentum", momentum);
        Ranges.requireBelowOne("weightDecay", weightDecay);
        requireNonNull(schedule, "schedule is null");
        requireNonNull(stages, "stages is null");
        requireNonNull(batchNorm, "batchNorm is null");
        requireNonNull(loss, "loss is null");
        Ranges.requireBelowOne("dropout", dropout);
        Ranges.requireBetween("patience", patience, 1, 10_000);
        requireNonNull(select, "select is null");
        if (!(checkpointMinutes > 0 && checkpointMinutes < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "checkpointMinutes is " + checkpointMinutes + ", expected more than 0");
        }
    }

    /** Values that tune a ResNet-50 with base weights on a few hundred small images. */
    public static TrainingSettings defaults() {
        return new TrainingSettings(
                20,
                16,
                1,
                Optimiser.ADAMW,
                0.0003,
                0.9,
                0,
                Schedule.cosine(0.5),
                StageSettings.all(),
                BatchNormStatistics.UPDATE,
                LossSettings.crossEntropy(),
                0,
                8,
                SelectionUnit.IMAGE,
                10);
    }

    /** Values that train base weights from random ones on thousands of synthetic images. */
    public static TrainingSettings pretraining() {
        TrainingSettings defaults = defaults();
        return new TrainingSettings(
                8,
                32,
                1,
                Optimiser.ADAMW,
                0.001,
                defaults.momentum,
                0.02,
                Schedule.cosine(0.5),
                defaults.stages,
                defaults.batchNorm,
                defaults.loss,
                defaults.dropout,
                8,
                defaults.select,
                defaults.checkpointMinutes);
    }

    /** How it is trained, for a reader of a report. */
    public String words() {
        List<String> words = new ArrayList<>();
        words.add(
                optimiser == Optimiser.ADAMW ? "AdamW" : "SGD with Nesterov momentum " + momentum);
        words.add("learning rate " + learningRate + schedule.words());
        if (weightDecay > 0) {
            words.add("weight decay " + weightDecay);
        }
        words.add(
                "batches of "
                        + batchSize
                        + (accumulation > 1 ? " by " + accumulation + " a step" : ""));
        if (stages.frozen() > 0) {
            words.add(
                    "first %d stages frozen%s"
                            .formatted(
                                    stages.frozen(),
                                    stages.unfreezeEvery() > 0
                                            ? ", one less every %d epochs"
                                                    .formatted(stages.unfreezeEvery())
                                            : ""));
        }
        if (batchNorm == BatchNormStatistics.FREEZE) {
            words.add("batch-norm statistics frozen");
        }
        if (!loss.plainCrossEntropy()) {
            words.add(
                    "focal loss with exponent %s, class weights %s, label smoothing %s"
                            .formatted(
                                    loss.focusing(),
                                    loss.classWeights().name().toLowerCase(Locale.ROOT),
                                    loss.labelSmoothing()));
        }
        if (dropout > 0) {
            words.add("dropout " + dropout);
        }
        words.add("at most %d epochs".formatted(epochs));
        words.add(
                "best epoch by validation AUC of "
                        + (select == SelectionUnit.IMAGE ? "images" : "patients"));
        return String.join(", ", words);
    }

    /** The same for another number of epochs and patience. */
    public TrainingSettings withEpochs(int otherEpochs, int otherPatience) {
        return new TrainingSettings(
                otherEpochs,
                batchSize,
                accumulation,
                optimiser,
                learningRate,
                momentum,
                weightDecay,
                schedule,
                stages,
                batchNorm,
                loss,
                dropout,
                otherPatience,
                select,
                checkpointMinutes);
    }

    /** The same at another full learning rate, on another schedule. */
    public TrainingSettings withLearningRate(double rate, Schedule otherSchedule) {
        return new TrainingSettings(
                epochs,
                batchSize,
                accumulation,
                optimiser,
                rate,
                momentum,
                weightDecay,
                otherSchedule,
                stages,
                batchNorm,
                loss,
                dropout,
                patience,
                select,
                checkpointMinutes);
    }
}
