package io.podagra.cli.study;

import io.podagra.cli.settings.SettingsFile;
import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.AtomicFiles;
import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.FolderLock;
import io.podagra.data.ImagePair;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.data.Part;
import io.podagra.data.Split;
import io.podagra.data.SplitScheme;
import io.podagra.data.SplitSettings;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.report.Thumbnails;
import io.podagra.model.ModelZip;
import io.podagra.model.training.Scores;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.tuning.TuningSummary;
import io.podagra.pipeline.CachedImages;
import io.podagra.pipeline.FeatureCache;
import io.podagra.pipeline.ImageCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The study of Du, Ning, Ding et al. (Chin J Ultrasonogr 2024;33(4):335-340) on one cohort: split
 * it, tune and train the single and the multiple model, evaluate both on the same test images.
 *
 * <p>Everything goes to the run folder, which no other process may work in until the study is
 * closed. A study that died goes on where it was: networks that were trained are not trained again.
 */
public final class Study implements AutoCloseable {
    private final Cohort cohort;
    private final Split split;
    private final List<ImagePair> nearDuplicates;
    private final StudySettings settings;
    private final RunFolder run;
    private final Progress progress;
    private final List<Arm> arms;
    private final LearningCurvePlan plan;
    private final List<ArmWork> works;
    private final InitialWeights weights;
    private final Optional<OldModel> oldModel;
    private final ExplainedPictures explanations;
    private final FolderLock lock;

    private Study(
            Cohort cohort,
            Split split,
            List<ImagePair> nearDuplicates,
            LearningCurvePlan plan,
            StudySettings settings,
            RunFolder run,
            Progress progress,
            InitialWeights weights,
            FolderLock lock) {
        this.weights = weights;
        this.oldModel = OldModel.of(settings.base());
        this.cohort = cohort;
        this.split = split;
        this.nearDuplicates = List.copyOf(nearDuplicates);
        this.settings = settings;
        this.run = run;
        this.progress = progress;
        this.lock = lock;
        this.arms = Arm.of(cohort.views());
        this.explanations =
                new ExplainedPictures(
                        cohort, new PreparedPictures(cohort, settings.image()), run, arms);
        this.plan = plan;
        this.works =
                Stream.concat(
                                arms.stream().map(arm -> ArmWork.whole(arm, split, run)),
                                plan.works(run).stream())
                        .toList();
    }

    /**
     * Prepares a new study. Nothing is written before the cohort is known to be usable.
     *
     * @param cohortFolder holds the manifest
     * @param run where everything goes; see {@link RunFolder#forNewRun}
     * @throws io.podagra.data.InvalidInputException if the cohort cannot be read or split, an image
     *     cannot be decoded, or another process works in the folder
     */
    public static Study begin(
            Path cohortFolder, RunFolder run, StudySettings given, Progress progress)
            throws IOException {
        // First of all: what is wrong with it should not wait for every image to be looked at.
        SplitSettings division = given.splitSettings();
        InitialWeights weights = InitialWeights.of(given.base());
        StudySettings settings = weights.settingsFor(given);
        weights.warning(settings).ifPresent(warning -> progress.announce("WARNING: " + warning));
        Cohort cohort = Cohort.read(cohortFolder);
        CohortSplitter splitter = CohortSplitter.of(cohort, List.of(division), progress);
        Split split = splitter.split(division);
        GridSize.requireWanted(settings, split.images(Part.TRAIN).size(), progress);
        LearningCurvePlan plan = LearningCurvePlan.of(settings, split, Arm.of(cohort.views()));
        FolderLock lock = FolderLock.of(run.path(), "study");
        AtomicFiles.writeString(run.settings(), SettingsFile.write(settings));
        split.write(run.split());
        Environment.write(
                run.environment(), cohort, division, weights, RuntimeReport.withoutProbe());
        return new Study(
                cohort,
                split,
                splitter.nearDuplicates(),
                plan,
                settings,
                run,
                progress,
                weights,
                lock);
    }

    /**
     * Goes on with a study that was begun, with its own settings and split.
     *
     * @throws io.podagra.data.InvalidInputException if there is none in the folder, or the cohort
     *     has changed
     */
    public static Study resume(
            Path cohortFolder, RunFolder run, StudySettings recorded, Progress progress)
            throws IOException {
        SplitSettings division = recorded.splitSettings();
        InitialWeights weights = InitialWeights.of(recorded.base());
        StudySettings settings = weights.settingsFor(recorded);
        Cohort cohort = Cohort.read(cohortFolder);
        CohortSplitter splitter = CohortSplitter.of(cohort, List.of(division), progress);
        FolderLock lock = FolderLock.of(run.path(), "study");
        run.removeUnfinishedFiles();
        Split split;
        if (Files.exists(run.environment()) && Files.exists(run.split())) {
            Environment.requireSameCohort(run.environment(), cohort);
            Environment.requireSameBase(run.environment(), weights);
            split = splitter.split(division.withScheme(new SplitScheme.FromFile(run.split())));
        } else {
            // It died before it had begun in earnest; both files follow from the settings.
            split = splitter.split(division);
            split.write(run.split());
            Environment.write(
                    run.environment(), cohort, division, weights, RuntimeReport.withoutProbe());
        }
        return new Study(
                cohort,
                split,
                splitter.nearDuplicates(),
                LearningCurvePlan.of(settings, split, Arm.of(cohort.views())),
                settings,
                run,
                progress,
                weights,
                lock);
    }

    /** Lets another process work in the run folder. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** Whether the cohort was drawn by the phantom. */
    public boolean synthetic() {
        return cohort.synthetic();
    }

    /** The cohort it is carried out on. */
    public Cohort cohort() {
        return cohort;
    }

    /** The model of Podagra's that its networks began with, if it was one. */
    public Optional<OldModel> oldModel() {
        return oldModel;
    }

    /** Which image is in which part. */
    public Split split() {
        return split;
    }

    /**
     * What a reader of any of its figures must know of the split, and of what the networks had seen
     * before; mostly nothing.
     */
    public List<String> notices() {
        return StudyFacts.notices(cohort, split, oldModel);
    }

    /**
     * Trains what is not trained yet, and evaluates.
     *
     * @param page shows the training; it never stops it
     */
    public StudyMetrics run(StudyPage page) throws IOException {
        StudyListener listener = begin(page);
        trainArms(listener);
        page.onTrained();
        StudyMetrics metrics =
                new StudyReport(cohort, split, settings, weights, oldModel, run, arms)
                        .write(tunings(), plan, explanations);
        page.onEvaluation(ScoreTable.read(run.testScores()), metrics);
        return metrics;
    }

    /**
     * Finds the settings of one arm, and trains nothing with them yet.
     *
     * @param page shows the search; it never stops it
     * @throws io.podagra.data.InvalidInputException if there is no such arm, or the settings switch
     *     tuning off
     */
    public TuningSummary tune(String armName, StudyPage page) throws IOException {
        Arm arm = Arm.named(armName, arms);
        if (!settings.tuning().enabled()) {
            throw new InvalidInputException(
                    "tuning.enabled is false, and there is nothing else to do; set it to true");
        }
        ArmTuning tuning = tuning(begin(page));
        Optional<TuningSummary> done = tuning.done(arm);
        TuningSummary summary = done.isPresent() ? done.get() : tune(arm, tuning);
        page.onTuned(arm, summary);
        imageCache()
                .delete(); // as after a study: nobody looks for patients' images in a run folder
        page.onFinished();
        return summary;
    }

    private StudyListener begin(StudyPage page) {
        progress.say(
                "%,d images of %,d patients, views %s"
                        .formatted(
                                cohort.images().size(),
                                cohort.patients().size(),
                                String.join(
                                        ", ",
                                        cohort.views().stream()
                                                .map(view -> view.name())
                                                .toList())));
        progress.say("Networks begin with " + weights.words());
        return new StudyListeners(
                List.of(new StudyConsole(progress, works, settings, split), page.listener()));
    }

    private void trainArms(StudyListener listener) throws IOException {
        ArmTraining training = new ArmTraining(cohort, split, settings, weights, listener);
        List<ArmWork> untrained = new ArrayList<>();
        for (ArmWork work : works) {
            if (training.isDone(work)) {
                listener.onArmSkipped(work.arm());
            } else {
                untrained.add(work);
            }
        }
        // Shared by the arms, kept for the next start if this one dies, and deleted when all are
        // trained: nobody looks for patients' images in a run folder.
        FeatureCache features =
                new FeatureCache(run.cache(), ImageCache.DEFAULT_BYTES, progress::announce);
        for (ArmWork work : untrained) {
            Arm arm = work.origin();
            Optional<TuningSummary> tuned = work.isFinal() ? tuned(arm, listener) : tuningOf(arm);
            try (CachedImages cached = cached(cohort.images())) {
                training.train(work, arms.indexOf(arm), tuned, cached, features);
            }
            listener.onArmDone(work.arm());
        }
        imageCache().delete();
    }

    /** How an arm's settings were found; empty if they are not searched for. */
    private Optional<TuningSummary> tuned(Arm arm, StudyListener listener) throws IOException {
        if (!settings.tuning().enabled()) {
            return Optional.empty();
        }
        ArmTuning tuning = tuning(listener);
        Optional<TuningSummary> done = tuning.done(arm);
        return done.isPresent() ? done : Optional.of(tune(arm, tuning));
    }

    private ArmTuning tuning(StudyListener listener) {
        return new ArmTuning(nearDuplicates, settings, weights, run, cohort.synthetic(), listener);
    }

    /** The search is given training images alone: no test image is read for it. */
    private TuningSummary tune(Arm arm, ArmTuning tuning) throws IOException {
        try (CachedImages cached = cached(split.images(Part.TRAIN))) {
            return tuning.tune(arm, arm.images(split, Part.TRAIN), arms.indexOf(arm), cached);
        }
    }

    private ImageCache imageCache() {
        return new ImageCache(run.cache(), ImageCache.DEFAULT_BYTES, progress::announce);
    }

    private CachedImages cached(List<CohortImage> images) {
        return imageCache().open(images, settings.image(), progress.stage("Decoding images"));
    }

    /** How the settings of each arm that is trained were found, where they were. */
    public Map<Arm, TuningSummary> tunings() throws IOException {
        Map<Arm, TuningSummary> tunings = new LinkedHashMap<>();
        for (Arm arm : arms) {
            tuningOf(arm).ifPresent(summary -> tunings.put(arm, summary));
        }
        return tunings;
    }

    private Optional<TuningSummary> tuningOf(Arm arm) throws IOException {
        return ModelZip.readMetadata(run.model(arm)).training().tuning();
    }

    /** The study's settings; an arm that is tuned has others in part. */
    StudySettings settings() {
        return settings;
    }

    /** The trainings beside those of the arms, in order. */
    List<ArmWork> extraWorks() {
        return works.stream().filter(work -> !work.isFinal()).toList();
    }

    /** The training of a network that is none of the study's arms. */
    ArmWork extraWork(Arm arm) {
        return extraWorks().stream()
                .filter(work -> work.arm().equals(arm))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The settings that a trained arm was trained with.
     *
     * @throws io.podagra.data.InvalidInputException if its model cannot be read
     */
    TrainingSettings trainedWith(Arm arm) {
        return ModelZip.readMetadata(run.model(arm)).training().settings();
    }

    /** The images of an arm in a part of the split. */
    List<CohortImage> images(Arm arm, Part part) {
        return arm.images(split, part);
    }

    /** The epoch whose network a trained arm has kept. */
    int keptEpoch(Arm arm) throws IOException {
        return ModelZip.readMetadata(run.model(arm)).training().bestEpoch();
    }

    /** What the network that a trained arm has kept makes of the validation images. */
    Scores keptValidationScores(Arm arm) throws IOException {
        ArmScores scores = ArmScores.read(run.folder(arm).scores());
        List<CohortImage> images = images(arm, Part.VALIDATION);
        return new Scores(
                images.stream().map(scores::of).toList(),
                images.stream().map(image -> image.label() == Label.ABNORMAL).toList());
    }

    /** Pictures of the cohort's images as the networks see them, from the files. */
    Thumbnails pictures() {
        return new PreparedPictures(cohort, settings.image());
    }

    /**
     * The same with what speaks for abnormal in them to the arms that are trained; to be closed
     * after use, which lets go of the network.
     */
    ExplainedPictures explanations() {
        return explanations;
    }

    /** The networks the study trains, in order. */
    public List<Arm> arms() {
        return arms;
    }
}
