package io.podagra.cli.study;

import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.settings.TunedSettings;
import io.podagra.data.CohortImage;
import io.podagra.data.ImagePair;
import io.podagra.data.InnerSplit;
import io.podagra.model.training.ArmListener;
import io.podagra.model.training.ArmTrainer;
import io.podagra.model.training.CheckpointFolder;
import io.podagra.model.training.CheckpointPolicy;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.StoppingRule;
import io.podagra.model.training.TrainedArm;
import io.podagra.model.training.Validation;
import io.podagra.model.tuning.Objective;
import io.podagra.model.tuning.Outcome;
import io.podagra.model.tuning.TuningSearch;
import io.podagra.model.tuning.TuningSettings;
import io.podagra.pipeline.CachedImages;
import io.podagra.pipeline.FeatureCache;
import io.podagra.pipeline.ImageIterator;
import io.podagra.pipeline.ImageIterators;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Trains an arm with the settings of a trial, on a part of its training images, and validates it on
 * the rest of them. It is given no others.
 */
final class TrialTraining implements Objective {
    /** A trial that is killed loses at most so much; most trials are shorter than that. */
    private static final double SECONDS_LOST = 120;

    /** About what a checkpoint takes to be written and read: a shorter training is done again. */
    private static final double SECONDS_STOPPED = 3;

    private final List<CohortImage> images;
    private final List<ImagePair> nearDuplicates;
    private final StudySettings settings;
    private final InitialWeights weights;
    private final ArmSeeds seeds;
    private final CachedImages cached;
    private final Supplier<FeatureCache> features;
    private final Path checkpoints;

    /**
     * @param images of the training part
     * @param nearDuplicates pairs whose patients are kept together
     * @param features called for each trial, and by several threads if trials are trained at the
     *     same time
     * @param checkpoints folder for those of trials that are being trained
     */
    TrialTraining(
            List<CohortImage> images,
            List<ImagePair> nearDuplicates,
            StudySettings settings,
            InitialWeights weights,
            ArmSeeds seeds,
            CachedImages cached,
            Supplier<FeatureCache> features,
            Path checkpoints) {
        this.images = List.copyOf(images);
        this.nearDuplicates = List.copyOf(nearDuplicates);
        this.settings = settings;
        this.weights = weights;
        this.seeds = seeds;
        this.cached = cached;
        this.features = features;
        this.checkpoints = checkpoints;
    }

    @Override
    public Outcome evaluate(
            Map<String, Object> values,
            int trial,
            int repeat,
            StoppingRule rule,
            Consumer<List<Double>> curve)
            throws IOException {
        StudySettings tried = weights.settingsFor(TunedSettings.apply(settings, values));
        FeatureCache shared = features.get();
        List<Training> trainings = new ArrayList<>();
        List<InnerSplit> divisions = divisions(repeat);
        for (int fold = 0; fold < divisions.size(); fold++) {
            boolean first = fold == 0;
            Training training =
                    new Training(
                            tried,
                            divisions.get(fold),
                            ArmSeeds.repeated(seeds.trial(), repeat),
                            folder(trial, repeat, fold));
            // A trial proves itself in its first fold; what goes on is trained in all of them.
            training.run(shared, first ? rule : StoppingRule.never(), first ? curve : scores -> {});
            trainings.add(training);
            if (training.stopped().isPresent()) {
                break;
            }
        }
        return new Outcome(
                trainings.stream().mapToDouble(Training::score).average().orElseThrow(),
                TuningSearch.curve(trainings.get(0).history),
                trainings.stream().mapToInt(training -> training.history.size()).sum(),
                trainings.get(0).stopped());
    }

    /** Deletes the checkpoints of a trial that a rule stopped, as it does in the first fold. */
    @Override
    public void forget(int trial) throws IOException {
        new CheckpointFolder(folder(trial, 0, 0)).delete();
    }

    private Path folder(int trial, int repeat, int fold) {
        return checkpoints.resolve("%d-%d-%d".formatted(trial, repeat, fold));
    }

    /**
     * Images that a trial is validated on at once.
     *
     * @throws io.podagra.data.InvalidInputException if there are too few to divide them
     */
    int validationImages() {
        return divisions(0).get(0).validation().size();
    }

    /** The same patients in every trial, others in every repeat. */
    private List<InnerSplit> divisions(int repeat) {
        TuningSettings tuning = settings.tuning();
        long seed = ArmSeeds.repeated(seeds.division(), repeat);
        return tuning.folds() == 0
                ? List.of(InnerSplit.holdOut(images, tuning.holdOut(), seed, nearDuplicates))
                : InnerSplit.folds(images, tuning.folds(), seed, nearDuplicates);
    }

    /** One training of a trial. */
    private final class Training implements ArmListener {
        private final StudySettings tried;
        private final InnerSplit division;
        private final long seed;
        private final Path folder;
        private final List<EpochResult> history = new ArrayList<>();
        private Consumer<List<Double>> curve = scores -> {};
        private Optional<TrainedArm> trained = Optional.empty();

        Training(StudySettings tried, InnerSplit division, long seed, Path folder) {
            this.tried = tried;
            this.division = division;
            this.seed = seed;
            this.folder = folder;
        }

        void run(FeatureCache shared, StoppingRule rule, Consumer<List<Double>> follower)
                throws IOException {
            curve = follower;
            CheckpointFolder kept = new CheckpointFolder(folder);
            ComputationGraph network =
                    weights.network(tried.image().size(), tried.training(), seed);
            try (ImageIterator training =
                            ImageIterators.training(
                                    division.training(),
                                    cached,
                                    tried.image(),
                                    tried.augmentation(),
                                    tried.training().batchSize(),
                                    seed);
                    ImageIterator validation =
                            ImageIterators.evaluation(
                                    division.validation(),
                                    cached,
                                    tried.image(),
                                    tried.training().batchSize())) {
                ArmTrainer trainer =
                        new ArmTrainer(
                                        tried.training(),
                                        TrialMeasure.of(
                                                tried.tuning().score(), division.validation()),
                                        List.of(),
                                        Optional.of(kept))
                                .withStoppingRule(rule)
                                .withCheckpointPolicy(
                                        CheckpointPolicy.losingAtMost(
                                                SECONDS_LOST, SECONDS_STOPPED));
                trained =
                        Optional.of(
                                trainer.train(
                                        network,
                                        ArmTraining.byClass(division.training()),
                                        training,
                                        validation,
                                        shared,
                                        seed,
                                        this));
            } finally {
                network.close();
                if (trained.flatMap(TrainedArm::stopped).isEmpty()) {
                    kept.delete(); // a trial that failed is not gone on with either
                }
            }
        }

        double score() {
            return trained.orElseThrow().bestEpoch().validationAuc().orElse(0.5);
        }

        Optional<String> stopped() {
            return trained.orElseThrow().stopped();
        }

        @Override
        public void onResume(List<EpochResult> before) {
            history.addAll(before);
            curve.accept(TuningSearch.curve(history));
        }

        @Override
        public void onEpoch(EpochResult result, Validation validation) {
            history.add(result);
            curve.accept(TuningSearch.curve(history));
        }
    }
}
