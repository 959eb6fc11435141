package io.podagra.ui.training;

import io.podagra.ui.training.TrainingRun.ArmRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When the training will be done at the latest, from the pace of the last epochs: it may stop
 * earlier, when no epoch is better than those before.
 *
 * @param until when, if every epoch is trained
 * @param ofArm whether that is the end of the present arm alone: how long a search or a learning
 *     curve takes is not known
 */
record TimeLeft(Instant until, boolean ofArm) {
    private static final int LAST_EPOCHS = 5;

    static Optional<TimeLeft> of(Optional<StudySnapshot> study, Map<String, ArmRecords> arms) {
        if (study.isEmpty()
                || study.get().stage() != StudyStage.TRAINING
                || study.get().extra().isPresent()) {
            return Optional.empty();
        }
        ArmRecords current = arms.get(study.get().training());
        if (current == null || current.snapshot().isEmpty() || current.epochs().isEmpty()) {
            return Optional.empty();
        }
        ArmSnapshot arm = current.snapshot().get();
        double secondsAnEpoch = median(current.epochs());
        double seconds = (arm.epochs() - current.epochsDone()) * secondsAnEpoch;
        if (study.get().predictable() && arm.trainingImages() > 0) {
            double secondsAnImage = secondsAnEpoch / arm.trainingImages();
            for (ArmRecords other : arms.values()) {
                seconds += other.snapshot().map(TimeLeft::imagesToCome).orElse(0L) * secondsAnImage;
            }
        }
        Instant last = current.epochs().get(current.epochs().size() - 1).time();
        Instant begun = arm.time(); // later than that epoch after a resumption
        Instant from = last.isAfter(begun) ? last : begun;
        return Optional.of(
                new TimeLeft(
                        from.plus(Duration.ofMillis(Math.round(1000 * seconds))),
                        !study.get().predictable()));
    }

    private static long imagesToCome(ArmSnapshot arm) {
        return arm.state() == ArmSnapshot.State.WAITING
                ? (long) arm.epochs() * arm.trainingImages()
                : 0;
    }

    private static double median(List<EpochPoint> epochs) {
        double[] seconds =
                epochs.stream()
                        .skip(Math.max(0, epochs.size() - LAST_EPOCHS))
                        .mapToDouble(EpochPoint::seconds)
                        .sorted()
                        .toArray();
        return seconds[seconds.length / 2];
    }
}
