package io.podagra.cli.pretrain;

import io.podagra.cli.settings.SettingsFile;
import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.study.ReleaseVersion;
import io.podagra.cli.study.RunFolder;
import io.podagra.cli.study.ValidationAuc;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.AtomicFiles;
import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.FolderLock;
import io.podagra.data.Part;
import io.podagra.data.Split;
import io.podagra.data.SplitScheme;
import io.podagra.data.SplitSettings;
import io.podagra.data.phantom.PhantomCohort;
import io.podagra.data.phantom.PhantomSettings;
import io.podagra.data.phantom.PhantomTruth;
import io.podagra.model.MemoryEstimate;
import io.podagra.model.ResNet50Graph;
import io.podagra.model.ResNetVariant;
import io.podagra.model.pretraining.PhantomTarget;
import io.podagra.model.pretraining.PretrainingTask;
import io.podagra.model.training.CheckpointFolder;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.TrainedArm;
import io.podagra.model.training.TrainingLoop;
import io.podagra.model.training.Validation;
import io.podagra.model.weights.BaseWeights;
import io.podagra.pipeline.CachedImages;
import io.podagra.pipeline.ImageCache;
import io.podagra.pipeline.ImageIterator;
import io.podagra.pipeline.ImageIterators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Makes base weights: draws a large synthetic cohort and trains a network on all that is known of
 * its images. Goes on where an earlier start stopped.
 */
public final class Pretraining {
    /** Share of the patients that only judge the epochs. */
    private static final double VALIDATION = 0.05;

    private static final String BASE = "podagra-base.safetensors";
    private static final String UNMEASURED = "unmeasured.safetensors";

    private final Path folder;
    private final StudySettings settings;
    private final PhantomSettings phantom;
    private final Progress progress;
    private final RunFolder run;
    private final CheckpointFolder checkpoints;
    private final ImageCache cache;

    /**
     * @param folder for everything: {@code cohort/}, {@code history.csv}, {@code checkpoints/}, the
     *     weights and, in {@code rounding.csv}, what storing them small costs
     */
    public Pretraining(
            Path folder, StudySettings settings, PhantomSettings phantom, Progress progress) {
        this.folder = folder;
        this.settings = settings;
        this.phantom = phantom;
        this.progress = progress;
        this.run = new RunFolder(folder);
        this.checkpoints = new CheckpointFolder(folder.resolve("checkpoints"));
        this.cache = new ImageCache(run.cache(), ImageCache.DEFAULT_BYTES, progress::announce);
    }

    /**
     * Draws, trains, and writes the base weights; does nothing if they are there already.
     *
     * @return their file
     */
    public Path run() throws IOException {
        MemoryEstimate.of(settings.image().size(), ResNetVariant.PODAGRA, settings.training())
                .requireFits();
        Path weights = folder.resolve(BASE);
        FolderLock lock = FolderLock.of(folder, "pretrain");
        try (lock) {
            if (Files.exists(weights)) {
                checkpoints.delete(); // an earlier start may have died before it had
                cache.delete();
                progress.say("The base weights are there already");
                return weights;
            }
            run.removeUnfinishedFiles();
            if (!Files.exists(run.settings())) {
                AtomicFiles.writeString(run.settings(), SettingsFile.write(settings));
            }
            Path drawn = folder.resolve("cohort");
            if (!Files.exists(drawn.resolve(Cohort.MANIFEST))) {
                PhantomCohort.write(drawn, phantom, progress.stage("Drawing the synthetic cohort"));
            }
            makeWeights(weights, Cohort.read(drawn), PhantomTruth.read(drawn));
        }
        return weights;
    }

    private void makeWeights(Path weights, Cohort cohort, PhantomTruth truth) throws IOException {
        PhantomTarget target = new PhantomTarget(truth, cohort.views());
        Split split = split(cohort);
        List<CohortImage> seen = new ArrayList<>(split.images(Part.TRAIN));
        seen.addAll(split.images(Part.VALIDATION)); // the part for testing judges the epochs
        int batchSize = settings.training().batchSize();
        try (CachedImages cached =
                        cache.open(
                                cohort.images(),
                                settings.image(),
                                progress.stage("Decoding images"));
                ImageIterator training =
                        ImageIterators.training(
                                seen,
                                target,
                                cached,
                                settings.image(),
                                settings.augmentation(),
                                batchSize,
                                settings.seed());
                ImageIterator validation =
                        ImageIterators.evaluation(
                                split.images(Part.TEST),
                                target,
                                cached,
                                settings.image(),
                                batchSize)) {
            PretrainingTask task =
                    new PretrainingTask(
                            target, seen.size(), training, validation, ValidationAuc::of);
            train(weights, target, task, cohort);
        }
        cache.delete();
    }

    private Split split(Cohort cohort) {
        return Split.of(
                cohort,
                SplitSettings.defaults()
                        .withScheme(new SplitScheme.AtRandom(VALIDATION))
                        .withSeed(settings.seed()),
                List.of());
    }

    private void train(Path weights, PhantomTarget target, PretrainingTask task, Cohort cohort)
            throws IOException {
        ComputationGraph network =
                ResNet50Graph.create(
                        settings.image().size(),
                        ResNetVariant.PODAGRA,
                        target.heads(),
                        settings.training(),
                        settings.seed());
        PretrainingLog log =
                new PretrainingLog(
                        folder.resolve("history.csv"),
                        progress,
                        settings.training().epochs(),
                        task.images());
        TrainedArm trained =
                new TrainingLoop(settings.training(), List.of(), Optional.of(checkpoints))
                        .train(network, task, settings.seed(), log);
        Path unmeasured = folder.resolve(UNMEASURED);
        BaseWeights.write(
                unmeasured, network, settings.image().normalisation(), facts(trained, cohort));
        measureRounding(unmeasured, network, trained.bestEpoch(), task);
        network.close();
        // Last of all: once it has its name, nothing is done again.
        Files.move(unmeasured, weights, StandardCopyOption.ATOMIC_MOVE);
        checkpoints.delete();
    }

    /** Validates the network again with the weights as the file has them, rounded to 8 bits. */
    private void measureRounding(
            Path file, ComputationGraph network, EpochResult best, PretrainingTask task)
            throws IOException {
        BaseWeights.read(file).copyInto(network);
        Validation rounded = task.validate(network);
        String summary =
                String.format(
                        Locale.ROOT,
                        """
                        weights,validation_loss,validation_auc
                        as trained,%.6f,%.6f
                        rounded,%.6f,%.6f
                        """,
                        best.validationLoss(),
                        best.validationAuc().orElse(Double.NaN),
                        rounded.loss(),
                        rounded.auc().orElse(Double.NaN));
        AtomicFiles.writeString(folder.resolve("rounding.csv"), summary);
        progress.say(summary.strip());
    }

    /** What the file of weights says about itself. */
    private Map<String, String> facts(TrainedArm trained, Cohort cohort) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("podagra", ReleaseVersion.current());
        facts.put(
                "data",
                "synthetic images of Podagra's phantom alone: %,d of %,d patients"
                        .formatted(cohort.images().size(), cohort.patients().size()));
        facts.put("tasks", "presence and severity of six signs, view");
        facts.put("imageSize", Integer.toString(settings.image().size()));
        facts.put("training", settings.training().words());
        facts.put("bestEpoch", Integer.toString(trained.bestEpoch().epoch()));
        facts.put("cohortFingerprint", cohort.fingerprint());
        return facts;
    }
}
