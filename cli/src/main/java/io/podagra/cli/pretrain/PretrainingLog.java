package io.podagra.cli.pretrain;

import io.podagra.cli.study.HistoryFile;
import io.podagra.cli.terminal.Progress;
import io.podagra.model.training.ArmListener;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.Validation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Keeps the history on disk, and shows the progress. */
final class PretrainingLog implements ArmListener {
    private final HistoryFile history;
    private final Progress progress;
    private final int epochs;
    private final int images;
    private long start = System.nanoTime();
    private long doneBefore = -1;

    PretrainingLog(Path file, Progress progress, int epochs, int images) {
        this.history = new HistoryFile(file);
        this.progress = progress;
        this.epochs = epochs;
        this.images = images;
    }

    @Override
    public void onResume(List<EpochResult> before) {
        history.resume(before);
        progress.say("Goes on from the checkpoint in epoch %d".formatted(before.size() + 1));
    }

    @Override
    public void onWarning(String warning) {
        progress.announce("WARNING: " + warning);
    }

    @Override
    public void onStep(int epoch, long imagesDone, double loss) {
        long done = (long) (epoch - 1) * images + imagesDone;
        if (doneBefore < 0) { // the first step also loads the native library
            doneBefore = done;
            start = System.nanoTime();
            return;
        }
        double nanosAnImage = (System.nanoTime() - start) / (double) (done - doneBefore);
        long left = (long) epochs * images - done;
        progress.show(
                String.format(
                        Locale.ROOT,
                        "Epoch %d of %d, image %,d of %,d, loss %.3f, about %s left",
                        epoch,
                        epochs,
                        imagesDone,
                        images,
                        loss,
                        Progress.duration((long) (nanosAnImage * left))));
    }

    @Override
    public void onEpoch(EpochResult result, Validation validation) {
        history.add(result);
        progress.say(
                String.format(
                        Locale.ROOT,
                        "Epoch %d of %d: loss %.3f, mean AUC of the signs %.3f, %.1f images/s%s",
                        result.epoch(),
                        epochs,
                        result.trainingLoss(),
                        result.validationAuc().orElse(Double.NaN),
                        result.imagesPerSecond(),
                        result.best() ? " (best)" : ""));
    }
}
