package io.podagra.cli.study;

import io.podagra.cli.settings.StudySettings;
import io.podagra.data.CohortImage;
import io.podagra.data.ImagePair;
import io.podagra.data.InvalidInputException;
import io.podagra.model.training.CheckpointFolder;
import io.podagra.model.tuning.Trial;
import io.podagra.model.tuning.TuningListener;
import io.podagra.model.tuning.TuningResult;
import io.podagra.model.tuning.TuningSearch;
import io.podagra.model.tuning.TuningSettings;
import io.podagra.model.tuning.TuningSummary;
import io.podagra.pipeline.CachedImages;
import io.podagra.pipeline.FeatureCache;
import io.podagra.pipeline.ImageCache;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Finds the settings that an arm is trained with, from its training images alone, and leaves the
 * trials and the choice in the run folder.
 */
final class ArmTuning {
    private static final int FEW_IMAGES = 50;

    private final List<ImagePair> nearDuplicates;
    private final StudySettings settings;
    private final InitialWeights weights;
    private final RunFolder run;
    private final boolean synthetic;
    private final StudyListener listener;

    /**
     * @param nearDuplicates pairs whose patients are kept together
     */
    ArmTuning(
            List<ImagePair> nearDuplicates,
            StudySettings settings,
            InitialWeights weights,
            RunFolder run,
            boolean synthetic,
            StudyListener listener) {
        this.nearDuplicates = List.copyOf(nearDuplicates);
        this.settings = settings;
        this.weights = weights;
        this.run = run;
        this.synthetic = synthetic;
        this.listener = listener;
    }

    /** What an earlier start of this run found. */
    Optional<TuningSummary> done(Arm arm) throws IOException {
        try {
            return Files.isRegularFile(run.tuning(arm))
                    ? Optional.of(TuningFile.read(run.tuning(arm)))
                    : Optional.empty();
        } catch (InvalidInputException exception) {
            // Found again from the trials, which are all there, in a moment.
            listener.onWarning(arm, exception.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Searches, from the beginning or from where an earlier start died.
     *
     * @param images training images of the arm; no others are looked at
     * @param position of the arm among the study's arms, from 0; makes its seeds
     * @param cached images that need not be decoded
     */
    TuningSummary tune(Arm arm, List<CohortImage> images, int position, CachedImages cached)
            throws IOException {
        TuningSettings tuning = settings.tuning();
        ArmSeeds seeds = ArmSeeds.of(settings.seed(), position);
        weights.requireRoom(settings);
        TrialTraining training =
                new TrialTraining(
                        images,
                        nearDuplicates,
                        settings,
                        weights,
                        seeds,
                        cached,
                        features(arm),
                        run.trialCheckpoints(arm));
        listener.onTuning(arm, settings, images.size());
        tellOfFew(arm, training.validationImages());
        TuningSearch search =
                new TuningSearch(
                        tuning,
                        settings.mostTrialEpochs(),
                        seeds.search(),
                        run.trials(arm),
                        training,
                        new Follower(arm));
        TuningResult result = search.run();
        new CheckpointFolder(run.trialCheckpoints(arm)).delete();
        TuningSummary summary =
                TuningSummary.of(
                        tuning,
                        settings.mostTrialEpochs(),
                        result,
                        Importance.of(tuning.space(), result.trials()),
                        synthetic);
        TuningFile.write(run.tuning(arm), summary);
        listener.onTuned(arm, summary);
        return summary;
    }

    /** The standard error of an AUC of 0.8 from 50 images is about 0.06. */
    private void tellOfFew(Arm arm, int images) {
        if (images < FEW_IMAGES) {
            listener.onNotice(
                    arm,
                    "trials are validated on %d images, which cannot tell good settings from lucky ones%s"
                            .formatted(
                                    images,
                                    settings.tuning().folds() == 0
                                            ? "; tuning.folds, or a larger tuning.holdOut, helps a"
                                                    + " little"
                                            : " in one fold"));
        }
    }

    /**
     * One for all trials: what a frozen trunk makes of an image is computed once, and stays in
     * memory. Trials at the same time have one each, on the same files.
     */
    private Supplier<FeatureCache> features(Arm arm) {
        Set<String> told = ConcurrentHashMap.newKeySet(); // each trial would say it again
        Consumer<String> notice =
                text -> {
                    if (told.add(text)) {
                        listener.onNotice(arm, text);
                    }
                };
        if (settings.tuning().parallel() > 1) {
            return () -> newFeatures(notice);
        }
        FeatureCache shared = newFeatures(notice);
        return () -> shared;
    }

    private FeatureCache newFeatures(Consumer<String> notice) {
        long memory = Runtime.getRuntime().maxMemory() / 4 / settings.tuning().parallel();
        return new FeatureCache(run.cache(), ImageCache.DEFAULT_BYTES, memory, notice);
    }

    private final class Follower implements TuningListener {
        private final Arm arm;

        Follower(Arm arm) {
            this.arm = arm;
        }

        @Override
        public void onTrial(Trial trial) {
            listener.onTrial(arm, trial);
        }

        @Override
        public void onRung(int epochs, int places, int trials) {
            listener.onRung(arm, epochs, places, trials);
        }

        @Override
        public void onRepeats(int trainings) {
            listener.onRepeats(arm, trainings);
        }
    }
}
