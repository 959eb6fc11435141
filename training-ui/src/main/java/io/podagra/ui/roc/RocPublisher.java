package io.podagra.ui.roc;

import static java.util.Objects.requireNonNull;

import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.storage.JsonRecord;
import io.podagra.ui.storage.RecordWriter;
import io.podagra.ui.storage.RunStatsStorage;

/**
 * Puts the evaluations of a run into a Deeplearning4j storage, from where the evaluation page shows
 * them: at once if the storage is attached to a {@link TrainingUi}, and whenever it is opened
 * again.
 *
 * <p>Publishing never throws because of the storage: a failure is logged once, and training goes
 * on. Safe for use by several threads.
 */
public final class RocPublisher {
    /** Points of a published curve; more than a screen can show apart. */
    static final int MAX_POINTS = 200;

    private static final String NOTHING_YET = "{}";

    private final RecordWriter writer;

    /** Into the storage of a run, under its name. */
    public RocPublisher(RunStatsStorage run) {
        requireNonNull(run, "run is null");
        writer =
                new RecordWriter(
                        run.storage(), JsonRecord.EVALUATION, run.run(), "The evaluation of run");
        writer.putIfAbsent(JsonRecord.WORKER_ID, NOTHING_YET);
    }

    /** Publishes an evaluation; its curve is thinned to a few hundred points. */
    public void publish(RocSnapshot snapshot) {
        requireNonNull(snapshot, "snapshot is null");
        writer.append(() -> RocJson.write(snapshot.thinned(MAX_POINTS)).toString());
    }
}
