package io.podagra.cli.study;

import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.Part;
import io.podagra.data.Split;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.training.Validation;
import io.podagra.model.tuning.Trial;
import io.podagra.model.tuning.TuningSummary;
import java.util.List;
import java.util.Locale;

/** Shows a study's progress to the person who started it, with the time left. */
final class StudyConsole implements StudyListener {
    private final Progress progress;
    private final List<ArmWork> works;
    private final StudySettings settings;
    private final Split split;
    private final SearchConsole search;
    private int epochs;
    private long start;
    private long imagesOfEarlierArms;
    private long skippedImages;

    /**
     * @param works all trainings, in order
     */
    StudyConsole(Progress progress, List<ArmWork> works, StudySettings settings, Split split) {
        this.progress = progress;
        this.works = List.copyOf(works);
        this.settings = settings;
        this.epochs = settings.training().epochs();
        this.split = split;
        this.search = new SearchConsole(progress);
        this.start = System.nanoTime();
    }

    @Override
    public void onTuning(Arm arm, StudySettings searched, int images) {
        search.begin(arm, searched, images);
    }

    @Override
    public void onTrial(Arm arm, Trial trial) {
        search.trial(arm, trial);
    }

    @Override
    public void onRung(Arm arm, int epochsDone, int places, int trials) {
        search.goOn(arm, epochsDone, places, trials);
    }

    @Override
    public void onRepeats(Arm arm, int trainings) {
        search.repeat(arm, trainings);
    }

    @Override
    public void onTuned(Arm arm, TuningSummary summary) {
        progress.say(
                "%s: takes the settings of trial %d, %s"
                        .formatted(arm.name(), summary.chosen(), TuningWords.score(summary)));
    }

    /** A search before it says nothing about the pace, so the clock starts anew. */
    @Override
    public void onArm(Arm arm, TrainingSettings training) {
        if (settings.tuning().enabled()) {
            skippedImages = imagesOfEarlierArms;
            start = System.nanoTime();
        }
        epochs = training.epochs();
        progress.say(
                "Training %s (network %d of %d): %,d training, %,d validation images"
                        .formatted(
                                arm.name(),
                                works.indexOf(workOf(arm)) + 1,
                                works.size(),
                                workOf(arm).images().size(),
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
                        timeLeft(arm, done)));
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
        long before = (long) history.size() * workOf(arm).images().size();
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
        return imagesOf(workOf(arm));
    }

    private long imagesOf(ArmWork work) {
        return (long) epochs * work.images().size();
    }

    private ArmWork workOf(Arm arm) {
        return works.stream().filter(work -> work.arm().equals(arm)).findFirst().orElseThrow();
    }

    /** Of all networks that are left; where each is tuned first, of this one. */
    private String timeLeft(Arm arm, long done) {
        long measured = done - skippedImages;
        if (measured <= 0) {
            return "";
        }
        long total =
                settings.tuning().enabled()
                        ? imagesOfEarlierArms + imagesOf(arm)
                        : works.stream().mapToLong(this::imagesOf).sum();
        double nanosAnImage = (System.nanoTime() - start) / (double) measured;
        return ", about "
                + Progress.duration((long) (nanosAnImage * (total - done)))
                + " left at most";
    }
}
