package io.podagra.cli.study;

import io.podagra.cli.settings.InterfaceSettings;
import io.podagra.cli.terminal.Progress;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.StudyMetrics;
import io.podagra.model.tuning.TuningSummary;
import io.podagra.ui.roc.RocPublisher;
import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import io.podagra.ui.storage.Failsafe;
import io.podagra.ui.storage.RunStatsStorage;
import io.podagra.ui.training.StudyStage;
import io.podagra.ui.training.TrainingPublisher;
import io.podagra.ui.trials.TrialsPublisher;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;

/**
 * A study in the browser: passes what happens on to the pages and keeps it in the run folder for
 * replay. Nothing that goes wrong here stops the study.
 */
public final class StudyPage implements AutoCloseable {
    private static final int BEAT_MILLISECONDS = 60_000;

    private final RunStatsStorage storage;
    private final Optional<TrainingUi> ui;
    private final TrainingPage training;
    private final RocPage roc;
    private final ImagesPage images;
    private final StudyListener listener;
    private final Failsafe failsafe = new Failsafe("The pages of the study");
    private final Timer heart = new Timer("study-page", true);

    private StudyPage(
            RunStatsStorage storage,
            Optional<TrainingUi> ui,
            InterfaceSettings settings,
            Study study) {
        this.storage = storage;
        this.ui = ui;
        this.roc = new RocPage(new RocPublisher(storage), study);
        this.images = ImagesPage.of(storage, settings.images(), study);
        this.training = new TrainingPage(new TrainingPublisher(storage), study);
        StudyListener ofArms =
                StudyListeners.ofArms(
                        study.arms(),
                        List.of(
                                new TrialsPage(new TrialsPublisher(storage), study.synthetic()),
                                roc,
                                images,
                                new NetworkPages(storage, settings.everySteps())));
        this.listener = StudyListeners.harmless(failsafe, List.of(training, ofArms));
        heart.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        failsafe.run(training::beat);
                    }
                },
                BEAT_MILLISECONDS,
                BEAT_MILLISECONDS);
    }

    /** Opens the storage in the run folder, and the pages if the settings ask for them. */
    public static StudyPage open(
            RunFolder run, Study study, InterfaceSettings settings, Progress progress) {
        RunStatsStorage storage = openStorage(run, progress);
        Optional<TrainingUi> ui =
                settings.enabled() ? start(storage, settings, progress) : Optional.empty();
        return new StudyPage(storage, ui, settings, study);
    }

    private static RunStatsStorage openStorage(RunFolder run, Progress progress) {
        try {
            return RunStatsStorage.open(run.path());
        } catch (RuntimeException exception) { // a damaged file, for one: the study matters more
            progress.say("The curves are not kept in the run: " + exception.getMessage());
            return RunStatsStorage.inMemory(run.name());
        }
    }

    private static Optional<TrainingUi> start(
            RunStatsStorage storage, InterfaceSettings settings, Progress progress) {
        try {
            UiSettings where = new UiSettings(settings.host(), settings.port());
            TrainingUi ui = TrainingUi.start(where);
            try {
                ui.attach(storage.storage());
            } catch (RuntimeException exception) {
                ui.close();
                throw exception;
            }
            PageNotices.of(ui, where).forEach(progress::announce);
            return Optional.of(ui);
        } catch (RuntimeException exception) {
            progress.say("The study goes on without a page: " + exception.getMessage());
            return Optional.empty();
        }
    }

    /** The address of a page as {@link TrainingUi#link} has it, if there are pages. */
    public Optional<URI> link(String path) {
        return ui.map(pages -> pages.link(path));
    }

    /** Where the pages are, if they are; without the token that opens them to other machines. */
    public Optional<URI> address() {
        return ui.map(TrainingUi::address);
    }

    /** What is to be told what happens in the study. */
    StudyListener listener() {
        return listener;
    }

    /** An arm's settings are found, and it is not trained now. */
    void onTuned(Arm arm, TuningSummary summary) {
        failsafe.run(() -> training.onTuned(arm, summary));
    }

    /** Every network is trained. */
    void onTrained() {
        failsafe.run(() -> training.stage(StudyStage.EVALUATING));
    }

    /**
     * Shows both methods on the test images.
     *
     * @param metrics of these scores
     */
    void onEvaluation(ScoreTable test, StudyMetrics metrics) {
        failsafe.run(() -> roc.evaluation(test, metrics));
        failsafe.run(() -> images.evaluation(test));
        onFinished();
    }

    /** Nothing more will happen. */
    void onFinished() {
        failsafe.run(() -> training.stage(StudyStage.FINISHED));
    }

    /** Closes the pages, then the storage they show. */
    @Override
    public void close() {
        heart.cancel();
        failsafe.run(training::stopped);
        failsafe.run(() -> ui.ifPresent(TrainingUi::close));
        failsafe.run(storage::close);
    }
}
