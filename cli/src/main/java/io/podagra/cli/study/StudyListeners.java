package io.podagra.cli.study;

import io.podagra.cli.settings.StudySettings;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.training.Validation;
import io.podagra.model.tuning.Trial;
import io.podagra.model.tuning.TuningSummary;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.optimize.api.TrainingListener;

/** Several listeners as one. */
final class StudyListeners implements StudyListener {
    private final List<StudyListener> listeners;

    StudyListeners(List<StudyListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public List<TrainingListener> networkListeners(Arm arm) {
        return listeners.stream()
                .flatMap(listener -> listener.networkListeners(arm).stream())
                .toList();
    }

    @Override
    public void onTuning(Arm arm, StudySettings settings, int images) {
        each(listener -> listener.onTuning(arm, settings, images));
    }

    @Override
    public void onTrial(Arm arm, Trial trial) {
        each(listener -> listener.onTrial(arm, trial));
    }

    @Override
    public void onRung(Arm arm, int epochs, int places, int trials) {
        each(listener -> listener.onRung(arm, epochs, places, trials));
    }

    @Override
    public void onRepeats(Arm arm, int trainings) {
        each(listener -> listener.onRepeats(arm, trainings));
    }

    @Override
    public void onTuned(Arm arm, TuningSummary summary) {
        each(listener -> listener.onTuned(arm, summary));
    }

    @Override
    public void onArm(Arm arm, TrainingSettings settings) {
        each(listener -> listener.onArm(arm, settings));
    }

    @Override
    public void onFeatures(Arm arm, long imagesDone, long images) {
        each(listener -> listener.onFeatures(arm, imagesDone, images));
    }

    @Override
    public void onStep(Arm arm, int epoch, long imagesDone, long imagesInEpoch, double loss) {
        each(listener -> listener.onStep(arm, epoch, imagesDone, imagesInEpoch, loss));
    }

    @Override
    public void onEpoch(Arm arm, EpochResult result, Validation validation) {
        each(listener -> listener.onEpoch(arm, result, validation));
    }

    @Override
    public void onArmResumed(Arm arm, List<EpochResult> history) {
        each(listener -> listener.onArmResumed(arm, history));
    }

    @Override
    public void onNotice(Arm arm, String notice) {
        each(listener -> listener.onNotice(arm, notice));
    }

    @Override
    public void onWarning(Arm arm, String warning) {
        each(listener -> listener.onWarning(arm, warning));
    }

    @Override
    public void onArmDone(Arm arm) {
        each(listener -> listener.onArmDone(arm));
    }

    @Override
    public void onArmDamaged(Arm arm, String reason) {
        each(listener -> listener.onArmDamaged(arm, reason));
    }

    @Override
    public void onArmSkipped(Arm arm) {
        each(listener -> listener.onArmSkipped(arm));
    }

    private void each(Consumer<StudyListener> call) {
        listeners.forEach(call);
    }
}
