package io.podagra.cli.study;

import io.podagra.cli.settings.StudySettings;
import io.podagra.model.tuning.Parameter;
import io.podagra.model.tuning.SearchSpace;
import io.podagra.model.tuning.Trial;
import io.podagra.model.tuning.TuningSettings;
import io.podagra.model.tuning.TuningSummary;
import io.podagra.model.tuning.Values;
import io.podagra.ui.trials.SearchMethod;
import io.podagra.ui.trials.SearchSnapshot;
import io.podagra.ui.trials.SearchSnapshot.Axis;
import io.podagra.ui.trials.SearchSnapshot.Stage;
import io.podagra.ui.trials.TrialSnapshot;
import io.podagra.ui.trials.TrialsPublisher;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The searches of a study on the trials page. */
final class TrialsPage implements StudyListener {
    private final TrialsPublisher publisher;
    private final boolean synthetic;
    private final Map<List<Integer>, Trial> ended = new LinkedHashMap<>();
    private Optional<StudySettings> settings = Optional.empty();

    TrialsPage(TrialsPublisher publisher, boolean synthetic) {
        this.publisher = publisher;
        this.synthetic = synthetic;
    }

    @Override
    public synchronized void onTuning(Arm arm, StudySettings searched, int images) {
        settings = Optional.of(searched);
        ended.clear();
        publish(arm, Stage.SEARCHING, Optional.empty());
    }

    @Override
    public synchronized void onTrial(Arm arm, Trial trial) {
        publisher.publish(snapshot(arm, trial));
        if (trial.status() != Trial.Status.RUNNING) {
            ended.put(List.of(trial.number(), trial.repeat()), trial);
            if (trial.repeat() == 0) {
                publish(arm, Stage.SEARCHING, Optional.empty()); // with what mattered so far
            }
        }
    }

    @Override
    public synchronized void onRepeats(Arm arm, int trainings) {
        publish(arm, Stage.REPEATING, Optional.empty());
    }

    @Override
    public synchronized void onTuned(Arm arm, TuningSummary summary) {
        publish(arm, Stage.FINISHED, Optional.of(summary.chosen()));
    }

    private void publish(Arm arm, Stage stage, Optional<Integer> chosen) {
        StudySettings searched = settings.orElseThrow();
        TuningSettings tuning = searched.tuning();
        publisher.publish(
                new SearchSnapshot(
                        arm.name(),
                        method(tuning, searched.mostTrialEpochs()),
                        stage,
                        axes(tuning.space()),
                        tuning.plannedTrials(),
                        searched.mostTrialEpochs(),
                        chosen,
                        Importance.of(tuning.space(), List.copyOf(ended.values())),
                        synthetic,
                        Instant.now()));
    }

    private static SearchMethod method(TuningSettings tuning, int epochs) {
        return new SearchMethod(
                SearchMethod.Search.valueOf(tuning.search().name()),
                tuning.halvesNothing(epochs)
                        ? SearchMethod.Stopping.TOO_SHORT
                        : SearchMethod.Stopping.valueOf(tuning.stopping().name()),
                tuning.firstRung(),
                tuning.folds(),
                tuning.holdOut(),
                SearchMethod.Score.valueOf(tuning.score().name()));
    }

    private static List<Axis> axes(SearchSpace space) {
        return space.searched().entrySet().stream().map(TrialsPage::axis).toList();
    }

    private static Axis axis(Map.Entry<String, Parameter> entry) {
        String name = entry.getKey();
        if (entry.getValue() instanceof Parameter.LogUniform range) {
            return Axis.logarithmic(name, range.low(), range.high());
        }
        if (entry.getValue() instanceof Parameter.Uniform range) {
            return Axis.linear(name, range.low(), range.high());
        }
        if (entry.getValue() instanceof Parameter.WholeNumber range) {
            return Axis.linear(name, range.low(), range.high());
        }
        return Axis.category(name, entry.getValue().extremes().stream().map(Values::text).toList());
    }

    private static TrialSnapshot snapshot(Arm arm, Trial trial) {
        TrialSnapshot.State state = TrialSnapshot.State.valueOf(trial.status().name());
        boolean reasoned =
                state == TrialSnapshot.State.STOPPED || state == TrialSnapshot.State.FAILED;
        return new TrialSnapshot(
                arm.name(),
                trial.number(),
                trial.repeat(),
                state,
                trial.values(),
                trial.score(),
                trial.curve(),
                trial.seconds(),
                reasoned ? trial.reason() : "",
                Instant.now());
    }
}
