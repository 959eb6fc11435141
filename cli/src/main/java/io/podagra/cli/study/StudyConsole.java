package io.podagra.cli.study;

import io.podagra.cli.terminal.Progress;
import io.podagra.data.Part;
import io.podagra.data.Split;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.Validation;
import java.util.List;
import java.util.Locale;

/** Shows a study's progress to the person who started it, with the time left. */
final class StudyConsole implements StudyListener {
    private final Progress progress;
    private final List<Arm> arms;
    private final int epochs;
    private final Split split;
    private final long totalImages;
    private long start;
    private long imagesOfEarlierArms;
    private long skippedImages;

    StudyConsole(Progress progress, List<Arm> arms, int epochs, Split split) {
        this.progress = progress;
        this.arms = arms;
        this.epochs = epochs;
        this.split = split;
        this.totalImages = arms.stream().mapToLong(this::imagesOf).sum();
        this.start = System.nanoTime();
    }

    @Override
    public void onArm(Arm arm) {
        progress.say(
                "Training %s (network %d of %d): %,d training, %,d validation images"
                        .formatted(
                                arm.name(),
                                arms.indexOf(arm) + 1,
                                arms.size(),
                                arm.images(split, Part.TRAIN).size(),
                                arm.images(split, Part.VALIDATION).size()));
    }

    @Override
    public void onFeatures(Arm arm, long imagesDone, long images) {
        progress.show(
                String.format(
                        Locale.ROOT,
                        "%s: features of image %,d of %,d",
                        arm.name(),
                        imagesDone,
                        images));
    }

    @Override
    public void onStep(Arm arm, int epoch, long imagesDone, long imagesInEpoch, double loss) {
        long done = imagesOfEarlierArms + (epoch - 1) * imagesInEpoch + imagesDone;
        progress.show(
                String.format(
                        Locale.ROOT,
                        "%s: epoch %d of %d, image %,d of %,d, loss %.3f%s",
                        arm.name(),
                        epoch,
                        epochs,
                        imagesDone,
                        imagesInEpoch,
                        loss,
                        timeLeft(done)));
    }

    @Override
    public void onEpoch(Arm arm, EpochResult result, Validation validation) {
        progress.say(
                String.format(
                        Locale.ROOT,
                        "%s: epoch %d of %d, loss %.3f, validation loss %.3f, validation AUC %s,"
                                + " %.1f images/s%s",
                        arm.name(),
                        result.epoch(),
                        epochs,
                        result.trainingLoss(),
                        result.validationLoss(),
                        result.validationAuc().isPresent()
                                ? String.format(
                                        Locale.ROOT, "%.3f", result.validationAuc().getAsDouble())
                                : "not defined",
                        result.imagesPerSecond(),
                        result.best() ? " (best)" : ""));
    }

    /** What was done before says nothing about the pace, so the clock starts anew. */
    @Override
    public void onArmResumed(Arm arm, List<EpochResult> history) {
        long before = (long) history.size() * arm.images(split, Part.TRAIN).size();
        skippedImages = imagesOfEarlierArms + before;
        progress.say(
                "%s: goes on from its checkpoint in epoch %d"
                        .formatted(arm.name(), history.size() + 1));
        start = System.nanoTime();
    }

    @Override
    public void onNotice(Arm arm, String notice) {
        progress.say("%s: %s".formatted(arm.name(), notice));
    }

    @Override
    public void onWarning(Arm arm, String warning) {
        progress.announce("WARNING: %s: %s".formatted(arm.name(), warning));
    }

    @Override
    public void onArmDone(Arm arm) {
        imagesOfEarlierArms += imagesOf(arm);
    }

    @Override
    public void onArmDamaged(Arm arm, String reason) {
        progress.say(
                "%s is trained again, its files are damaged: %s".formatted(arm.name(), reason));
    }

    /** Says nothing about the pace, so the clock starts anew. */
    @Override
    public void onArmSkipped(Arm arm) {
        skippedImages += imagesOf(arm);
        imagesOfEarlierArms += imagesOf(arm);
        progress.say("%s: trained before".formatted(arm.name()));
        start = System.nanoTime();
    }

    private long imagesOf(Arm arm) {
        return (long) epochs * arm.images(split, Part.TRAIN).size();
    }

    private String timeLeft(long done) {
        long measured = done - skippedImages;
        if (measured <= 0) {
            return "";
        }
        double nanosAnImage = (System.nanoTime() - start) / (double) measured;
        return ", about "
                + Progress.duration((long) (nanosAnImage * (totalImages - done)))
                + " left at most";
    }
}
