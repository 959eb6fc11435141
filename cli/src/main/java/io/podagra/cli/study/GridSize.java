package io.podagra.cli.study;

import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.InvalidInputException;
import io.podagra.model.BackendProbe;
import io.podagra.model.tuning.TuningSettings;
import java.math.BigInteger;
import java.util.Locale;

/** Says how large a grid is before it is begun, and refuses one that nobody asked for. */
final class GridSize {
    /** Arbiter numbers the points of a grid by an int, and keeps a list of them. */
    private static final BigInteger MOST = BigInteger.valueOf(10_000_000);

    private GridSize() {}

    /**
     * Does nothing for a search that is no grid.
     *
     * @param trainingImages of the largest arm
     * @throws InvalidInputException telling size and time, if there are more points than trials and
     *     the whole grid was not asked for, or if there are more than can be listed
     */
    static void requireWanted(StudySettings settings, int trainingImages, Progress progress) {
        TuningSettings tuning = settings.tuning();
        if (!tuning.enabled() || tuning.search() != TuningSettings.Search.GRID) {
            return;
        }
        BigInteger points = tuning.space().gridPoints(tuning.gridSteps());
        String size =
                String.format(
                        Locale.ROOT,
                        "The grid has %,d points, %s",
                        points,
                        time(points, settings, trainingImages));
        if (points.compareTo(MOST) > 0) {
            throw new InvalidInputException(
                    String.format(
                            Locale.ROOT,
                            "%s, more than the %,d that can be listed; lower tuning.gridSteps,"
                                    + " search fewer settings, or search at random",
                            size,
                            MOST));
        }
        if (points.compareTo(BigInteger.valueOf(tuning.trials())) > 0 && !tuning.wholeGrid()) {
            throw new InvalidInputException(
                    String.format(
                            Locale.ROOT,
                            "%s, and tuning.trials is %,d; --whole-grid tries them all, or lower"
                                    + " tuning.gridSteps, search fewer settings, or search at"
                                    + " random",
                            size,
                            tuning.trials()));
        }
        progress.announce(size);
    }

    /** As this machine trains noise; what is frozen or ends early takes less. */
    private static String time(BigInteger points, StudySettings settings, int trainingImages) {
        BackendProbe probe = BackendProbe.run();
        double area = Math.pow(settings.image().size() / (double) BackendProbe.IMAGE_SIZE, 2);
        double seconds =
                points.doubleValue()
                        * settings.mostTrialEpochs()
                        * trainingImages
                        * trainedShare(settings.tuning())
                        * area
                        / probe.trainImagesPerSecond();
        return seconds < 172_800
                ? "about %s if each is trained in full"
                        .formatted(Progress.duration((long) (seconds * 1e9)))
                : String.format(
                        Locale.ROOT,
                        "about %,.0f days if each is trained in full",
                        seconds / 86_400);
    }

    /** Of the training images, in one epoch of a trial: with folds, each is left out once. */
    private static double trainedShare(TuningSettings tuning) {
        return tuning.folds() == 0 ? 1 - tuning.holdOut() : tuning.folds() - 1;
    }
}
