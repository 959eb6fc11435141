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
import io.podagra.ui.training.StudySnapshot.Extra;
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
    private double lastPlace;
    private boolean begins;

    TrainingPage(TrainingPublisher publisher, Study studied) {
        this.publisher = publisher;
        this.studied = studied;
        Instant now = Instant.now();
        this.study =
                new StudySnapshot(
                        StudyStage.PREPARING,
                        "",
                        Optional.empty(),
                        studied.arms().stream().map(Arm::name).toList(),
                        !studied.settings().tuning().enabled() && studied.extraWorks().isEmpty(),
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

    /** Says that the study goes on, though nothing else may have been heard of it for long. */
    synchronized void beat() {
        study = study.still(Instant.now());
        publisher.publish(study);
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
    public synchronized void onTuning(Arm arm, StudySettings settings, int images) {
        put(arm, arms.get(arm).in(ArmSnapshot.State.TUNING, Instant.now()));
        stage(StudyStage.TUNING, arm.name(), Optional.empty());
    }

    @Override
    public synchronized void onTuned(Arm arm, TuningSummary summary) {
        put(arm, arms.get(arm).in(ArmSnapshot.State.TUNED, Instant.now()));
    }

    /** Of the networks of a learning curve the pages show no more than which one is trained. */
    @Override
    public synchronized void onArm(Arm arm, TrainingSettings settings) {
        if (!arms.containsKey(arm)) {
            ArmWork work = studied.extraWork(arm);
            List<ArmWork> all = studied.extraWorks();
            stage(
                    StudyStage.TRAINING,
                    work.origin().name(),
                    Optional.of(
                            new Extra(
                                    work.part().orElseThrow(), all.indexOf(work) + 1, all.size())));
            return;
        }
        begins = true;
        forgetLosses(0);
        put(arm, trained(arm, settings, ArmSnapshot.State.TRAINING));
        stage(StudyStage.TRAINING, arm.name(), Optional.empty());
    }

    private ArmSnapshot trained(Arm arm, TrainingSettings settings, ArmSnapshot.State state) {
        return new ArmSnapshot(
                arm.name(),
                state,
                arms.get(arm).trainingImages(),
                settings.epochs(),
                words(settings),
                Instant.now());
    }

    @Override
    public synchronized void onArmResumed(Arm arm, List<EpochResult> history) {
        if (arms.containsKey(arm)) {
            begins = false;
            publisher.rewind(arm.name(), history.size());
            forgetLosses(history.size());
        }
    }

    @Override
    public synchronized void onStep(
            Arm arm, int epoch, long imagesDone, long imagesInEpoch, double loss) {
        if (!arms.containsKey(arm)) {
            return;
        }
        if (begins) {
            begins = false;
            publisher.rewind(arm.name(), 0); // an earlier start may have got further
        }
        lossSum += loss;
        losses++;
        double place = epoch - 1 + imagesDone / (double) imagesInEpoch;
        if (place - lastPlace >= 1.0 / LOSSES_AN_EPOCH || imagesDone >= imagesInEpoch) {
            publisher.publish(new LossPoint(arm.name(), place, lossSum / losses));
            forgetLosses(place);
        }
    }

    private void forgetLosses(double place) {
        lossSum = 0;
        losses = 0;
        lastPlace = place;
    }

    @Override
    public synchronized void onGradient(Arm arm, double epochs, Map<Stage, Double> ratios) {
        if (arms.containsKey(arm)) {
            Map<String, Double> byName = new LinkedHashMap<>();
            ratios.forEach(
                    (stage, ratio) -> byName.put(stage.name().toLowerCase(Locale.ROOT), ratio));
            publisher.publish(new GradientPoint(arm.name(), epochs, byName));
        }
    }

    @Override
    public synchronized void onEpoch(Arm arm, EpochResult result, Validation validation) {
        if (!arms.containsKey(arm)) {
            return;
        }
        forgetLosses(result.epoch());
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
    public synchronized void onArmDone(Arm arm) {
        if (arms.containsKey(arm)) {
            put(arm, arms.get(arm).in(ArmSnapshot.State.DONE, Instant.now()));
        }
    }

    /** Its settings may be others than the study's: it may have been tuned. */
    @Override
    public synchronized void onArmSkipped(Arm arm) {
        if (arms.containsKey(arm)) {
            put(arm, trained(arm, studied.trainedWith(arm), ArmSnapshot.State.DONE));
        }
    }

    /** The run is at another stage, which is of no network. */
    synchronized void stage(StudyStage stage) {
        stage(stage, "", Optional.empty());
    }

    /** How the run ended, unless that is known. */
    synchronized void stopped() {
        if (study.stage() != StudyStage.FINISHED) {
            stage(StudyStage.STOPPED, study.training(), study.extra());
        }
    }

    private void stage(StudyStage stage, String training, Optional<Extra> extra) {
        study = study.at(stage, training, extra, Instant.now());
        publisher.publish(study);
    }

    private void put(Arm arm, ArmSnapshot snapshot) {
        arms.put(arm, snapshot);
        publisher.publish(snapshot);
    }
}
