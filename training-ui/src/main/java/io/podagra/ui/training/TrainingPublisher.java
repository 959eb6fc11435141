package io.podagra.ui.training;

import static java.util.Objects.requireNonNull;

import io.podagra.ui.storage.JsonRecord;
import io.podagra.ui.storage.RecordWriter;
import io.podagra.ui.storage.RunStatsStorage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Puts where a run stands and the curves of its arms into the run's storage, from where the pages
 * of the study and of the training show them, live and later.
 *
 * <p>A run is shown once something that stands is published: where it, or an arm, stands.
 *
 * <p>Publishing never throws because of the storage: a failure is logged once, and training goes
 * on.
 */
public final class TrainingPublisher {
    private final RecordWriter writer;

    /** Into the storage of a run, under its name. */
    public TrainingPublisher(RunStatsStorage run) {
        requireNonNull(run, "run is null");
        writer =
                new RecordWriter(
                        run.storage(), JsonRecord.TRAINING, run.run(), "The training of run");
    }

    /** Publishes where the run stands, in place of what was published before. */
    public void publish(StudySnapshot study) {
        requireNonNull(study, "study is null");
        writer.put("study", () -> TrainingJson.write(study).toString());
    }

    /** Publishes where an arm stands, in place of what was published of it before. */
    public void publish(ArmSnapshot arm) {
        requireNonNull(arm, "arm is null");
        writer.put(
                "arm-" + URLEncoder.encode(arm.arm(), StandardCharsets.UTF_8),
                () -> TrainingJson.write(arm).toString());
    }

    /**
     * Says that an arm's training goes on after so many epochs: what was published of later ones,
     * before a resumption, is forgotten.
     *
     * @param epochs from 0, where it begins anew
     */
    public void rewind(String arm, int epochs) {
        requireNonNull(arm, "arm is null");
        writer.append(() -> TrainingJson.rewind(arm, epochs).toString());
    }

    /** Publishes an epoch; those after it, from before a resumption, are forgotten. */
    public void publish(EpochPoint epoch) {
        requireNonNull(epoch, "epoch is null");
        writer.append(() -> TrainingJson.write(epoch).toString());
    }

    /** Publishes a loss; those after it, from before a resumption, are forgotten. */
    public void publish(LossPoint loss) {
        requireNonNull(loss, "loss is null");
        writer.append(() -> TrainingJson.write(loss).toString());
    }

    /** Publishes ratios; those after them, from before a resumption, are forgotten. */
    public void publish(GradientPoint gradient) {
        requireNonNull(gradient, "gradient is null");
        writer.append(() -> TrainingJson.write(gradient).toString());
    }
}
