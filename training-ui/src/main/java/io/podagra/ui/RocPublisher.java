package io.podagra.ui;

import static java.util.Objects.requireNonNull;

import org.deeplearning4j.core.storage.StatsStorage;

/**
 * Puts evaluations and the state of a run into a Deeplearning4j storage, from where the evaluation
 * page shows them: at once if the storage is attached to a {@link TrainingUi}, and whenever it is
 * opened again.
 *
 * <p>Publishing never throws because of the storage: a failure is logged once, and training goes
 * on. Safe for use by several threads.
 */
public final class RocPublisher {
    /** Points of a published curve; more than a screen can show apart. */
    static final int MAX_POINTS = 200;

    private static final String NOTHING_YET = "{}";

    private final RecordWriter writer;

    /**
     * @param run the run's name; the page shows it, with a hyphen for what is no letter, digit,
     *     dot, hyphen or underscore
     */
    public RocPublisher(StatsStorage storage, String run) {
        requireNonNull(storage, "storage is null");
        writer = new RecordWriter(storage, JsonRecord.EVALUATION, run, "The evaluation of run");
        writer.putIfAbsent(JsonRecord.WORKER_ID, NOTHING_YET);
    }

    /** Publishes an evaluation; its curve is thinned to a few hundred points. */
    public void publish(RocSnapshot snapshot) {
        requireNonNull(snapshot, "snapshot is null");
        writer.append(() -> EvaluationJson.write(snapshot.thinned(MAX_POINTS)).toString());
    }

    /** Publishes where the run stands, in place of what was published before. */
    public void publish(StudyStatus status) {
        requireNonNull(status, "status is null");
        writer.put(JsonRecord.WORKER_ID, () -> EvaluationJson.write(status).toString());
    }
}
