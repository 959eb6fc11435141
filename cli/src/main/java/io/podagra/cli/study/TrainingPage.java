package io.podagra.cli.study;

import io.podagra.cli.settings.StudySettings;
import io.podagra.data.CohortImage;
import io.podagra.data.Part;
import io.podagra.data.View;
import io.podagra.eval.statistics.AucEstimate;
import io.podagra.eval.statistics.ClusteredAuc;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.Patients;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.Stage;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.training.Validation;
import io.podagra.model.tuning.TuningSummary;
import io.podagra.ui.training.ArmSnapshot;
import io.podagra.ui.training.EpochPoint;
import io.podagra.ui.training.GradientPoint;
import io.podagra.ui.training.LossPoint;
import io.podagra.ui.training.StudySnapshot;
import io.podagra.ui.training.StudySnapshot.DataCount;
import io.podagra.ui.training.StudyStage;
import io.podagra.ui.training.TrainingPublisher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Where a study stands and the curves of its networks, on the pages of the study and training. */
final class TrainingPage implements StudyListener {
    /** Losses within an epoch that are kept. */
    private static final int LOSSES_AN_EPOCH = 20;

    private final TrainingPublisher publisher;
    private final Study studied;
    private final Map<Arm, ArmSnapshot> arms = new LinkedHashMap<>();
    private StudySnapshot study;
    private double lossSum;
    private int losses;

    /** Every arm waits, and nothing has begun. */
    TrainingPage(TrainingPublisher publisher, Study studied) {
        this.publisher = publisher;
        this.studied = studied;
        Instant now = Instant.now();
        this.study =
                new StudySnapshot(
                        StudyStage.PREPARING,
                        "",
                        studied.arms().stream().map(Arm::name).toList(),
                        studied.settings().tuning().enabled(),
                        counts(studied),
                        facts(studied),
                        studied.synthetic(),
                        now,
                        now);
        publisher.publish(study);
        for (Arm arm : studied.arms()) {
            put(arm, waiting(arm));
        }
    }

    private ArmSnapshot waiting(Arm arm) {
        TrainingSettings training = studied.settings().training();
        return new ArmSnapshot(
                arm.name(),
                ArmSnapshot.State.WAITING,
                studied.images(arm, Part.TRAIN).size(),
                training.epochs(),
                words(training),
                Instant.now());
    }

    private static List<DataCount> counts(Study studied) {
        List<DataCount> counts = new ArrayList<>();
        for (Arm arm : studied.arms()) {
            for (Part part : Part.values()) {
                List<CohortImage> images = studied.images(arm, part);
                counts.add(
                        new DataCount(
                                arm.view().map(View::name).orElse(DataCount.ALL),
                                part.word(),
                                images.size(),
                                ArmTraining.byClass(images).get(1),
                                (int)
                                        images.stream()
                                                .map(CohortImage::patientId)
                                                .distinct()
                                                .count()));
            }
        }
        return counts;
    }

    private static Map<String, String> facts(Study studied) {
        return Map.of(
                "imageSize", studied.settings().image().size() + " px",
                "seed", Long.toString(studied.settings().seed()),
                "version", ReleaseVersion.current());
    }

    private static Map<String, String> words(TrainingSettings training) {
        return Map.of(
                "training.learningRate", Double.toString(training.learningRate()),
                "training.batchSize", Integer.toString(training.batchSize()),
                "training.optimiser", training.optimiser().name().toLowerCase(Locale.ROOT),
                "training.weightDecay", Double.toString(training.weightDecay()),
                "training.dropout", Double.toString(training.dropout()),
                "training.patience", Integer.toString(training.patience()));
    }

    @Override
    public void onTuning(Arm arm, StudySettings settings, int images) {
        if (arms.containsKey(arm)) {
            put(arm, arms.get(arm).in(ArmSnapshot.State.TUNING, Instant.now()));
        }
        stage(StudyStage.TUNING, arm.name());
    }

    @Override
    public void onTuned(Arm arm, TuningSummary summary) {
        put(arm, arms.get(arm).in(ArmSnapshot.State.WAITING, Instant.now()));
    }

    /** Of the networks of a learning curve the pages show no more than which one is trained. */
    @Override
    public void onArm(Arm arm, TrainingSettings settings) {
        forgetLosses();
        if (arms.containsKey(arm)) {
            put(
                    arm,
                    new ArmSnapshot(
                            arm.name(),
                            ArmSnapshot.State.TRAINING,
                            arms.get(arm).trainingImages(),
                            settings.epochs(),
                            words(settings),
                            Instant.now()));
        }
        stage(StudyStage.TRAINING, arm.name());
    }

    @Override
    public void onStep(Arm arm, int epoch, long imagesDone, long imagesInEpoch, double loss) {
        if (!arms.containsKey(arm)) {
            return;
        }
        lossSum += loss;
        losses++;
        double place = epoch - 1 + imagesDone / (double) imagesInEpoch;
        double share = losses * (double) studied.settings().training().batchSize() / imagesInEpoch;
        if (share >= 1.0 / LOSSES_AN_EPOCH || imagesDone >= imagesInEpoch) {
            publisher.publish(new LossPoint(arm.name(), place, lossSum / losses));
            forgetLosses();
        }
    }

    private void forgetLosses() {
        lossSum = 0;
        losses = 0;
    }

    @Override
    public void onGradient(Arm arm, double epochs, Map<Stage, Double> ratios) {
        if (arms.containsKey(arm)) {
            Map<String, Double> byName = new LinkedHashMap<>();
            ratios.forEach(
                    (stage, ratio) -> byName.put(stage.name().toLowerCase(Locale.ROOT), ratio));
            publisher.publish(new GradientPoint(arm.name(), epochs, byName));
        }
    }

    @Override
    public void onEpoch(Arm arm, EpochResult result, Validation validation) {
        if (!arms.containsKey(arm)) {
            return;
        }
        forgetLosses();
        Optional<AucEstimate> auc =
                ClusteredAuc.estimate(
                                ValidationAuc.labelled(validation.scores()),
                                Patients.of(
                                        studied.images(arm, Part.VALIDATION).stream()
                                                .map(CohortImage::patientId)
                                                .toList()))
                        .value();
        publisher.publish(
                new EpochPoint(
                        arm.name(),
                        result.epoch(),
                        result.trainingLoss(),
                        result.validationLoss(),
                        auc.map(known -> OptionalDouble.of(known.auc()))
                                .orElseGet(OptionalDouble::empty),
                        auc.flatMap(known -> known.interval(Interval.CONFIDENCE).value()),
                        result.learningRate(),
                        result.imagesPerSecond(),
                        result.seconds(),
                        result.best(),
                        Instant.now()));
    }

    @Override
    public void onArmDone(Arm arm) {
        done(arm);
    }

    @Override
    public void onArmSkipped(Arm arm) {
        done(arm);
    }

    private void done(Arm arm) {
        if (arms.containsKey(arm)) {
            put(arm, arms.get(arm).in(ArmSnapshot.State.DONE, Instant.now()));
        }
    }

    /** The run is at another stage, which is of no network. */
    void stage(StudyStage stage) {
        stage(stage, "");
    }

    /** How the run ended, unless that is known. */
    void stopped() {
        if (study.stage() != StudyStage.FINISHED) {
            stage(StudyStage.STOPPED, study.training());
        }
    }

    private void stage(StudyStage stage, String training) {
        study = study.at(stage, training, Instant.now());
        publisher.publish(study);
    }

    private void put(Arm arm, ArmSnapshot snapshot) {
        arms.put(arm, snapshot);
        publisher.publish(snapshot);
    }
}
