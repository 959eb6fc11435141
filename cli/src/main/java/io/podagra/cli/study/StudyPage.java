package io.podagra.cli.study;

import io.podagra.cli.settings.InterfaceSettings;
import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Part;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.RocCurve;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.training.Validation;
import io.podagra.model.tuning.Trial;
import io.podagra.model.tuning.TuningSummary;
import io.podagra.ui.roc.RocPoint;
import io.podagra.ui.roc.RocPublisher;
import io.podagra.ui.roc.RocSnapshot;
import io.podagra.ui.roc.StudyStatus;
import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import io.podagra.ui.storage.RunStatsStorage;
import io.podagra.ui.trials.TrialsPublisher;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.optimize.api.TrainingListener;

/**
 * A study in the browser: passes what happens on to the pages and keeps it in the run folder for
 * replay. Nothing that goes wrong here stops the study.
 */
public final class StudyPage implements StudyListener, AutoCloseable {
    private final RunStatsStorage storage;
    private final RocPublisher publisher;
    private final Optional<TrainingUi> ui;
    private final InterfaceSettings settings;
    private final List<Arm> arms;
    private final TrialsPage trials;
    private int epochs;
    private final boolean synthetic;

    private StudyPage(
            RunStatsStorage storage,
            Optional<TrainingUi> ui,
            InterfaceSettings settings,
            Study study) {
        this.storage = storage;
        this.publisher = new RocPublisher(storage);
        this.ui = ui;
        this.settings = settings;
        this.arms = study.arms();
        this.epochs = study.epochs();
        this.trials = new TrialsPage(new TrialsPublisher(storage), study.synthetic());
        this.synthetic = study.synthetic();
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
            TrainingUi ui = TrainingUi.start(UiSettings.onPort(settings.port()));
            ui.attach(storage.storage());
            return Optional.of(ui);
        } catch (InvalidInputException | IllegalStateException exception) {
            progress.say("The study goes on without a page: " + exception.getMessage());
            return Optional.empty();
        }
    }

    /** Where the pages are, if they are. */
    public Optional<URI> address() {
        return ui.map(TrainingUi::address);
    }

    @Override
    public List<TrainingListener> networkListeners(Arm arm) {
        return arms.contains(arm)
                ? List.of(storage.statsListener(arm.name(), settings.everySteps()))
                : List.of();
    }

    @Override
    public void onTuning(Arm arm, StudySettings searched, int images) {
        trials.begin(arm, searched);
        publish("Tuning " + arm.name());
    }

    @Override
    public void onTrial(Arm arm, Trial trial) {
        trials.trial(arm, trial);
    }

    @Override
    public void onRepeats(Arm arm, int trainings) {
        trials.repeat(arm);
    }

    @Override
    public void onTuned(Arm arm, TuningSummary summary) {
        trials.end(arm, summary);
    }

    /** Of the networks of a learning curve the page shows no more than which one is trained. */
    @Override
    public void onArm(Arm arm, TrainingSettings training) {
        if (!arms.contains(arm)) {
            publish("Training " + arm.name());
            return;
        }
        epochs = training.epochs();
        publishProgress(arm, 0);
    }

    @Override
    public void onArmResumed(Arm arm, List<EpochResult> history) {
        if (arms.contains(arm)) {
            publishProgress(arm, history.size());
        }
    }

    @Override
    public void onEpoch(Arm arm, EpochResult result, Validation validation) {
        if (!arms.contains(arm)) {
            return;
        }
        LabelledScores scores = ValidationAuc.labelled(validation.scores());
        String set = arm.view().map(view -> view.name()).orElse(RocSnapshot.ALL);
        publisher.publish(snapshot(arm.name(), set, Part.VALIDATION, result.epoch(), scores));
        publishProgress(arm, result.epoch());
    }

    /** Shows both methods on the test images. */
    void onEvaluation(ScoreTable test) {
        for (Method method : test.methods()) {
            publisher.publish(testSnapshot(method, StudyMetrics.ALL, test));
            for (String view : test.views()) {
                publisher.publish(testSnapshot(method, view, test.forView(view)));
            }
        }
        onFinished();
    }

    /** Nothing more will happen. */
    void onFinished() {
        publish("Finished");
    }

    private void publish(String stage) {
        publisher.publish(new StudyStatus(stage, Optional.empty(), synthetic, Instant.now()));
    }

    private RocSnapshot testSnapshot(Method method, String set, ScoreTable table) {
        return snapshot(method.word(), set, Part.TEST, epochs, table.scores(method));
    }

    private RocSnapshot snapshot(
            String arm, String set, Part part, int epoch, LabelledScores scores) {
        Figure<RocCurve> curve = RocCurve.of(scores);
        return new RocSnapshot(
                arm,
                set,
                part,
                epoch,
                curve.value()
                        .map(known -> OptionalDouble.of(known.auc()))
                        .orElseGet(OptionalDouble::empty),
                curve.value().map(StudyPage::points).orElseGet(List::of),
                scores.positives(),
                scores.negatives(),
                synthetic,
                Instant.now());
    }

    private static List<RocPoint> points(RocCurve curve) {
        return curve.points().stream()
                .map(
                        point ->
                                new RocPoint(
                                        point.falsePositiveRate(),
                                        point.truePositiveRate(),
                                        point.threshold()))
                .toList();
    }

    private void publishProgress(Arm arm, int epoch) {
        publisher.publish(
                new StudyStatus(
                        "Training",
                        Optional.of(
                                new StudyStatus.ArmProgress(
                                        arm.name(),
                                        arms.indexOf(arm) + 1,
                                        arms.size(),
                                        epoch,
                                        epochs)),
                        synthetic,
                        Instant.now()));
    }

    /** Closes the pages, then the storage they show. */
    @Override
    public void close() {
        ui.ifPresent(TrainingUi::close);
        storage.close();
    }
}
