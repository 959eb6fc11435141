package io.podagra.ui.training;

import io.podagra.eval.statistics.Interval;
import io.podagra.ui.training.StudySnapshot.DataCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Hand-made trainings that look like real ones: made of numbers, nothing is trained. */
public final class Trainings {
    static final Instant NOON = Instant.parse("2024-04-01T12:00:00Z");
    static final List<String> ARMS = List.of("single", "dorsal", "medial", "plantar");
    static final List<String> STAGES =
            List.of("stem", "stage_2", "stage_3", "stage_4", "stage_5", "head");

    private Trainings() {}

    static StudySnapshot study(StudyStage stage, String training, Instant time) {
        List<DataCount> data = new ArrayList<>();
        for (String arm : ARMS) {
            String set = arm.equals("single") ? DataCount.ALL : arm;
            int times = arm.equals("single") ? 3 : 1;
            data.add(new DataCount(set, "train", 645 * times, 318 * times, 168));
            data.add(new DataCount(set, "validation", 161 * times, 80 * times, 42));
            data.add(new DataCount(set, "test", 538 * times, 266 * times, 141));
        }
        return new StudySnapshot(
                stage,
                training,
                Optional.empty(),
                ARMS,
                true,
                data,
                Map.of("imageSize", "224 px", "seed", "42", "version", "0.1.0"),
                false,
                NOON,
                time);
    }

    /** A run at its beginning. */
    public static StudySnapshot begun(boolean synthetic) {
        return new StudySnapshot(
                StudyStage.TRAINING,
                "single",
                Optional.empty(),
                ARMS,
                true,
                List.of(),
                Map.of(),
                synthetic,
                NOON,
                NOON);
    }

    static ArmSnapshot arm(String arm, ArmSnapshot.State state, int epochs) {
        return new ArmSnapshot(
                arm,
                state,
                arm.equals("single") ? 1935 : 645,
                epochs,
                Map.of("training.learningRate", "3.0E-4", "training.batchSize", "16"),
                NOON);
    }

    static EpochPoint epoch(String arm, int epoch, double auc) {
        return new EpochPoint(
                arm,
                epoch,
                0.3 + 0.4 * Math.exp(-epoch / 6.0),
                0.4 + 0.25 * Math.exp(-epoch / 4.0) + 0.004 * epoch,
                OptionalDouble.of(auc),
                Optional.of(new Interval(auc - 0.04, Math.min(1, auc + 0.04))),
                3e-4 * (1 + Math.cos(Math.PI * epoch / 20)) / 2,
                25 + Math.sin(epoch),
                60,
                epoch % 3 == 1,
                NOON.plusSeconds(60L * epoch));
    }

    /** Four arms of so many epochs, of which the last one is at half. */
    public static void publishRun(TrainingPublisher publisher, int epochs, int lossesAnEpoch) {
        publisher.publish(study(StudyStage.TRAINING, "plantar", NOON.plusSeconds(60)));
        for (int i = 0; i < ARMS.size(); i++) {
            boolean last = i == ARMS.size() - 1;
            String arm = ARMS.get(i);
            publisher.publish(
                    arm(arm, last ? ArmSnapshot.State.TRAINING : ArmSnapshot.State.DONE, epochs));
            for (int epoch = 1; epoch <= (last ? epochs / 2 : epochs); epoch++) {
                publishEpoch(publisher, arm, i, epoch, lossesAnEpoch);
            }
        }
    }

    private static void publishEpoch(
            TrainingPublisher publisher, String arm, int style, int epoch, int losses) {
        for (int step = 1; step <= losses; step++) {
            double at = epoch - 1 + step / (double) losses;
            double noise = 0.05 * Math.sin(97 * at + style);
            publisher.publish(new LossPoint(arm, at, 0.3 + 0.4 * Math.exp(-at / 6) + noise));
        }
        for (int quarter = 1; quarter <= 4; quarter++) {
            Map<String, Double> ratios = new LinkedHashMap<>();
            for (int stage = 0; stage < STAGES.size(); stage++) {
                double level = 1e-3 * Math.pow(2.2, stage);
                ratios.put(STAGES.get(stage), level * Math.exp(0.3 * Math.sin(epoch + stage)));
            }
            publisher.publish(new GradientPoint(arm, epoch - 1 + quarter / 4.0, ratios));
        }
        publisher.publish(epoch(arm, epoch, 0.92 - 0.02 * style - 0.3 * Math.exp(-epoch / 3.0)));
    }
}
