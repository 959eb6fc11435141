package io.podagra.cli.study;

import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.settings.TunedSettings;
import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.data.Part;
import io.podagra.data.Split;
import io.podagra.data.View;
import io.podagra.model.BackendProbe;
import io.podagra.model.ModelEntries;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelZip;
import io.podagra.model.ResNet50Graph;
import io.podagra.model.training.ArmListener;
import io.podagra.model.training.ArmTrainer;
import io.podagra.model.training.CheckpointFolder;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.Scores;
import io.podagra.model.training.Stage;
import io.podagra.model.training.TrainedArm;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.training.Validation;
import io.podagra.model.training.ValidationMeasure;
import io.podagra.model.tuning.TuningSummary;
import io.podagra.pipeline.CachedImages;
import io.podagra.pipeline.FeatureCache;
import io.podagra.pipeline.ImageIterator;
import io.podagra.pipeline.ImageIterators;
import io.podagra.pipeline.Normalisers;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Trains one arm of a study and leaves its history, scores and model in a folder. */
final class ArmTraining {
    private final Cohort cohort;
    private final Split split;
    private final StudySettings settings;
    private final InitialWeights weights;
    private final StudyListener listener;
    private final ArmFingerprint fingerprint = new ArmFingerprint();

    ArmTraining(
            Cohort cohort,
            Split split,
            StudySettings settings,
            InitialWeights weights,
            StudyListener listener) {
        this.cohort = cohort;
        this.split = split;
        this.settings = settings;
        this.weights = weights;
        this.listener = listener;
    }

    /**
     * Whether an earlier start of this run finished the training: every validation and test image
     * has a score, and the model, the last file written where it is kept, can be read.
     */
    boolean isDone(ArmWork work) throws IOException {
        Arm arm = work.arm();
        ArmFolder folder = work.folder();
        if (!Files.isRegularFile(folder.scores())
                || (work.isFinal() && !Files.isRegularFile(folder.model()))) {
            return false;
        }
        try {
            if (work.isFinal()) {
                ModelZip.readMetadata(folder.model());
            }
            ArmScores scores = ArmScores.read(folder.scores());
            arm.images(split, Part.VALIDATION).forEach(scores::of);
            arm.images(split, Part.TEST).forEach(scores::of);
            new CheckpointFolder(folder.checkpoints()).delete(); // if it died before it had
            return true;
        } catch (InvalidInputException exception) {
            listener.onArmDamaged(arm, exception.getMessage());
            return false;
        }
    }

    /**
     * Trains the arm, from the beginning or from the newest checkpoint of an earlier start.
     *
     * @param position of the work's origin among the study's arms, from 0; makes its seed
     * @param tuning how the arm's settings were found; empty if they are the study's
     * @param cached images that need not be decoded
     * @param features what a frozen trunk makes of images
     */
    void train(
            ArmWork work,
            int position,
            Optional<TuningSummary> tuning,
            CachedImages cached,
            FeatureCache features)
            throws IOException {
        StudySettings own =
                tuning.map(found -> TunedSettings.apply(settings, found.values())).orElse(settings);
        Arm arm = work.arm();
        ArmFolder folder = work.folder();
        listener.onArm(arm, own.training());
        long seed = ArmSeeds.of(settings.seed(), position).training();
        List<CohortImage> images = work.images();
        try (ImageIterator training =
                        ImageIterators.training(
                                images,
                                cached,
                                settings.image(),
                                own.augmentation(),
                                own.training().batchSize(),
                                seed);
                ImageIterator validation = evaluation(arm.images(split, Part.VALIDATION), cached)) {
            listener.onImages(arm, training.plan(), validation.plan());
            ComputationGraph network =
                    weights.network(settings.image().size(), own.training(), seed);
            CheckpointFolder checkpoints = new CheckpointFolder(folder.checkpoints());
            ArmTrainer trainer =
                    new ArmTrainer(
                            own.training(),
                            measure(arm, own.training()),
                            listener.networkListeners(arm),
                            Optional.of(checkpoints));
            TrainedArm trained =
                    trainer.train(
                            network,
                            byClass(images),
                            training,
                            validation,
                            features,
                            seed,
                            new Recorder(work));
            writeScores(work, network, cached);
            if (work.isFinal()) {
                ModelZip.write(
                        folder.model(),
                        network,
                        Normalisers.of(settings.image().normalisation()),
                        metadata(arm, own, tuning, trained.bestEpoch(), images, seed),
                        fingerprint(arm, network, images, validation));
            }
            network.close();
            checkpoints.delete();
        }
    }

    /** How many images there are of each class, normal first. */
    static List<Integer> byClass(List<CohortImage> images) {
        return Stream.of(Label.values())
                .map(label -> images.stream().filter(image -> image.label() == label).count())
                .map(Long::intValue)
                .toList();
    }

    private ValidationMeasure measure(Arm arm, TrainingSettings training) {
        if (training.select() == TrainingSettings.SelectionUnit.IMAGE) {
            return ValidationAuc::of;
        }
        List<String> patients =
                arm.images(split, Part.VALIDATION).stream().map(CohortImage::patientId).toList();
        return scores -> ValidationAuc.ofPatients(scores, patients);
    }

    private void writeScores(ArmWork work, ComputationGraph network, CachedImages cached)
            throws IOException {
        Map<Part, List<CohortImage>> images = new EnumMap<>(Part.class);
        Map<Part, Scores> scores = new EnumMap<>(Part.class);
        for (Part part : List.of(Part.VALIDATION, Part.TEST)) {
            images.put(part, work.arm().images(split, part));
            try (ImageIterator iterator = evaluation(images.get(part), cached)) {
                scores.put(part, Scores.of(network, iterator));
            }
        }
        ArmScores.write(work.folder().scores(), images, scores);
    }

    /**
     * The entry of the zip that tells later images from these; without it, if a file has gone since
     * training began: hours of work are not to be lost for that.
     */
    private Map<String, byte[]> fingerprint(
            Arm arm, ComputationGraph network, List<CohortImage> images, ImageIterator validation)
            throws IOException {
        try {
            return Map.of(
                    ModelEntries.FINGERPRINT,
                    fingerprint
                            .of(
                                    network,
                                    images,
                                    arm.images(split, Part.VALIDATION),
                                    validation,
                                    cohort.synthetic())
                            .json());
        } catch (InvalidInputException exception) {
            listener.onWarning(arm, "the model has no fingerprint: " + exception.getMessage());
            return Map.of();
        }
    }

    private ImageIterator evaluation(List<CohortImage> images, CachedImages cached) {
        return ImageIterators.evaluation(
                images, cached, settings.image(), settings.training().batchSize());
    }

    private ModelMetadata metadata(
            Arm arm,
            StudySettings own,
            Optional<TuningSummary> tuning,
            EpochResult best,
            List<CohortImage> images,
            long seed) {
        return new ModelMetadata(
                ModelMetadata.SCHEMA,
                arm.name(),
                arm.view().map(List::of).orElseGet(cohort::views).stream().map(View::name).toList(),
                List.of("normal", "abnormal"),
                new ModelMetadata.Input(
                        ResNet50Graph.CHANNELS,
                        settings.image().normalisation().words(),
                        settings.image()),
                weights.description(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new ModelMetadata.Training(
                        own.training(),
                        Optional.of(own.augmentation()),
                        best.epoch(),
                        best.validationAuc().isPresent()
                                ? Optional.of(best.validationAuc().getAsDouble())
                                : Optional.empty(),
                        images.size(),
                        (int) images.stream().map(CohortImage::patientId).distinct().count(),
                        seed,
                        cohort.fingerprint(),
                        Optional.of(split.fingerprint()),
                        settings.split().unit(),
                        tuning),
                cohort.synthetic(),
                Map.of(
                        "podagra", ReleaseVersion.current(),
                        "deeplearning4j", BackendProbe.deeplearning4jVersion(),
                        "java", System.getProperty("java.version")));
    }

    /** Keeps the history on disk and passes on what happens. */
    private final class Recorder implements ArmListener {
        private final Arm arm;
        private final int trainingImages;
        private final HistoryFile history;

        Recorder(ArmWork work) {
            this.arm = work.arm();
            this.trainingImages = work.images().size();
            this.history = new HistoryFile(work.folder().history());
        }

        @Override
        public void onFeatures(long imagesDone, long images) {
            listener.onFeatures(arm, imagesDone, images);
        }

        @Override
        public void onStep(int epoch, long imagesDone, double loss) {
            listener.onStep(arm, epoch, imagesDone, trainingImages, loss);
        }

        @Override
        public void onGradient(int epoch, long imagesDone, Map<Stage, Double> ratios) {
            listener.onGradient(arm, epoch - 1 + imagesDone / (double) trainingImages, ratios);
        }

        @Override
        public void onResume(List<EpochResult> before) {
            history.resume(before);
            listener.onArmResumed(arm, before);
        }

        @Override
        public void onNotice(String notice) {
            listener.onNotice(arm, notice);
        }

        @Override
        public void onWarning(String warning) {
            listener.onWarning(arm, warning);
        }

        @Override
        public void onEpoch(EpochResult result, Validation validation) {
            history.add(result);
            listener.onEpoch(arm, result, validation);
        }
    }
}
