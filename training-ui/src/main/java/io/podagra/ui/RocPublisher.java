package io.podagra.ui;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
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

    private final StatsStorage storage;
    private final String sessionId;
    private final Failsafe failsafe;
    private long lastTimeStamp;

    /**
     * @param run the run's name; the page shows it, with a hyphen for what is no letter, digit,
     *     dot, hyphen or underscore
     */
    public RocPublisher(StatsStorage storage, String run) {
        this.storage = requireNonNull(storage, "storage is null");
        this.sessionId = SessionId.ofRun(run);
        this.failsafe = new Failsafe("The evaluation of run " + sessionId);
        failsafe.run(this::register);
    }

    /** Publishes an evaluation; its curve is thinned to a few hundred points. */
    public void publish(RocSnapshot snapshot) {
        requireNonNull(snapshot, "snapshot is null");
        failsafe.run(
                () -> {
                    String json = EvaluationJson.write(snapshot.thinned(MAX_POINTS)).toString();
                    storage.putUpdate(new JsonRecord(sessionId, nextTimeStamp(), json));
                });
    }

    /** Publishes where the run stands, in place of what was published before. */
    public void publish(StudyStatus status) {
        requireNonNull(status, "status is null");
        failsafe.run(() -> putStatus(EvaluationJson.write(status).toString()));
    }

    /** The storage lists only sessions with a static record; and a resumed run has had updates. */
    private void register() {
        long[] times =
                storage.getAllUpdateTimes(sessionId, JsonRecord.TYPE_ID, JsonRecord.WORKER_ID);
        lastTimeStamp = Arrays.stream(times).max().orElse(0);
        if (storage.getStaticInfo(sessionId, JsonRecord.TYPE_ID, JsonRecord.WORKER_ID) == null) {
            putStatus(NOTHING_YET);
        }
    }

    private void putStatus(String json) {
        storage.putStaticInfo(new JsonRecord(sessionId, System.currentTimeMillis(), json));
    }

    /** Strictly rising: the storage keeps one update per millisecond and drops the earlier one. */
    private long nextTimeStamp() {
        lastTimeStamp = Math.max(System.currentTimeMillis(), lastTimeStamp + 1);
        return lastTimeStamp;
    }
}
