package io.podagra.cli.study;

import io.podagra.cli.settings.StudySettings;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.Stage;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.training.Validation;
import io.podagra.model.tuning.Trial;
import io.podagra.model.tuning.TuningSummary;
import io.podagra.pipeline.ImagePlan;
import io.podagra.ui.storage.Failsafe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.deeplearning4j.optimize.api.TrainingListener;

/** Several listeners as one. */
final class StudyListeners implements StudyListener {
    private final Predicate<Arm> arms;
    private final Consumer<Runnable> call;
    private final List<StudyListener> listeners;

    /** Who hear of every training. */
    StudyListeners(List<StudyListener> listeners) {
        this(arm -> true, Runnable::run, listeners);
    }

    private StudyListeners(
            Predicate<Arm> arms, Consumer<Runnable> call, List<StudyListener> listeners) {
        this.arms = arms;
        this.call = call;
        this.listeners = List.copyOf(listeners);
    }

    /** Who hear of these arms alone, and not of the other trainings of a learning curve. */
    static StudyListeners ofArms(List<Arm> arms, List<StudyListener> listeners) {
        return new StudyListeners(arms::contains, Runnable::run, listeners);
    }

    /** Who must not stop the study, whatever goes wrong with them: each call of each is apart. */
    static StudyListeners harmless(Failsafe failsafe, List<StudyListener> listeners) {
        return new StudyListeners(arm -> true, failsafe::run, listeners);
    }

    @Override
    public List<TrainingListener> networkListeners(Arm arm) {
        List<TrainingListener> network = new ArrayList<>();
        each(arm, listener -> network.addAll(listener.networkListeners(arm)));
        return network;
    }

    @Override
    public void onTuning(Arm arm, StudySettings settings, int images) {
        each(arm, listener -> listener.onTuning(arm, settings, images));
    }

    @Override
    public void onTrial(Arm arm, Trial trial) {
        each(arm, listener -> listener.onTrial(arm, trial));
    }

    @Override
    public void onRung(Arm arm, int epochs, int places, int trials) {
        each(arm, listener -> listener.onRung(arm, epochs, places, trials));
    }

    @Override
    public void onRepeats(Arm arm, int trainings) {
        each(arm, listener -> listener.onRepeats(arm, trainings));
    }

    @Override
    public void onTuned(Arm arm, TuningSummary summary) {
        each(arm, listener -> listener.onTuned(arm, summary));
    }

    @Override
    public void onArm(Arm arm, TrainingSettings settings) {
        each(arm, listener -> listener.onArm(arm, settings));
    }

    @Override
    public void onImages(Arm arm, ImagePlan training, ImagePlan validation) {
        each(arm, listener -> listener.onImages(arm, training, validation));
    }

    @Override
    public void onFeatures(Arm arm, long imagesDone, long images) {
        each(arm, listener -> listener.onFeatures(arm, imagesDone, images));
    }

    @Override
    public void onStep(Arm arm, int epoch, long imagesDone, long imagesInEpoch, double loss) {
        each(arm, listener -> listener.onStep(arm, epoch, imagesDone, imagesInEpoch, loss));
    }

    @Override
    public void onGradient(Arm arm, double epochs, Map<Stage, Double> ratios) {
        each(arm, listener -> listener.onGradient(arm, epochs, ratios));
    }

    @Override
    public void onEpoch(Arm arm, EpochResult result, Validation validation) {
        each(arm, listener -> listener.onEpoch(arm, result, validation));
    }

    @Override
    public void onArmResumed(Arm arm, List<EpochResult> history) {
        each(arm, listener -> listener.onArmResumed(arm, history));
    }

    @Override
    public void onNotice(Arm arm, String notice) {
        each(arm, listener -> listener.onNotice(arm, notice));
    }

    @Override
    public void onWarning(Arm arm, String warning) {
        each(arm, listener -> listener.onWarning(arm, warning));
    }

    @Override
    public void onArmDone(Arm arm) {
        each(arm, listener -> listener.onArmDone(arm));
    }

    @Override
    public void onArmDamaged(Arm arm, String reason) {
        each(arm, listener -> listener.onArmDamaged(arm, reason));
    }

    @Override
    public void onArmSkipped(Arm arm) {
        each(arm, listener -> listener.onArmSkipped(arm));
    }

    private void each(Arm arm, Consumer<StudyListener> event) {
        if (arms.test(arm)) {
            listeners.forEach(listener -> call.accept(() -> event.accept(listener)));
        }
    }
}
