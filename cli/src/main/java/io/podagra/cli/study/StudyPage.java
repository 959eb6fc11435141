package io.podagra.cli.study;

import io.podagra.cli.settings.InterfaceSettings;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.InvalidInputException;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.StudyMetrics;
import io.podagra.ui.roc.RocPublisher;
import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import io.podagra.ui.storage.RunStatsStorage;
import io.podagra.ui.training.StudyStage;
import io.podagra.ui.training.TrainingPublisher;
import io.podagra.ui.trials.TrialsPublisher;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A study in the browser: passes what happens on to the pages and keeps it in the run folder for
 * replay. Nothing that goes wrong here stops the study.
 */
public final class StudyPage implements AutoCloseable {
    private final RunStatsStorage storage;
    private final Optional<TrainingUi> ui;
    private final TrainingPage training;
    private final RocPage roc;
    private final ImagesPage images;
    private final StudyListener listener;

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
        this.listener = new StudyListeners(List.of(training, ofArms));
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
        } catch (InvalidInputException exception) {
            progress.say("The curves are not kept in the run: " + exception.getMessage());
            return RunStatsStorage.inMemory(run.name());
        }
    }

    private static Optional<TrainingUi> start(
            RunStatsStorage storage, InterfaceSettings settings, Progress progress) {
        try {
            UiSettings where = new UiSettings(settings.host(), settings.port());
            TrainingUi ui = TrainingUi.start(where);
            PageNotices.of(ui, where).forEach(progress::announce);
            ui.attach(storage.storage());
            return Optional.of(ui);
        } catch (InvalidInputException | IllegalStateException exception) {
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

    /** Every network is trained. */
    void onTrained() {
        training.stage(StudyStage.EVALUATING);
    }

    /**
     * Shows both methods on the test images.
     *
     * @param metrics of these scores
     */
    void onEvaluation(ScoreTable test, StudyMetrics metrics) {
        roc.evaluation(test, metrics);
        images.evaluation(test);
        onFinished();
    }

    /** Nothing more will happen. */
    void onFinished() {
        training.stage(StudyStage.FINISHED);
    }

    /** Closes the pages, then the storage they show. */
    @Override
    public void close() {
        training.stopped();
        ui.ifPresent(TrainingUi::close);
        storage.close();
    }
}
