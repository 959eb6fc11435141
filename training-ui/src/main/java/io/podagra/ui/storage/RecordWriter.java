package io.podagra.ui.storage;

import java.util.Arrays;
import java.util.function.Supplier;
import org.deeplearning4j.core.storage.StatsStorage;

/**
 * Writes a run's records of one type into a Deeplearning4j storage. Writing never throws: the first
 * failure is logged, and the run goes on. Safe for use by several threads.
 */
public final class RecordWriter {
    private final StatsStorage storage;
    private final String typeId;
    private final String sessionId;
    private final Failsafe failsafe;
    private long lastTimeStamp;

    /**
     * @param typeId the type of the records
     * @param run the run's name
     * @param task what is lost if nothing can be written: "The evaluation of run"
     */
    public RecordWriter(StatsStorage storage, String typeId, String run, String task) {
        this.storage = storage;
        this.typeId = typeId;
        this.sessionId = SessionId.ofRun(run);
        this.failsafe = new Failsafe(task + " " + sessionId);
    }

    /** Writes a record in place of the one with the same key. */
    public void put(String key, Supplier<String> json) {
        failsafe.run(() -> putStanding(key, json.get()));
    }

    /** As {@link #put}, unless there is one with the same key. */
    public void putIfAbsent(String key, String json) {
        failsafe.run(
                () -> {
                    if (storage.getStaticInfo(sessionId, typeId, key) == null) {
                        putStanding(key, json);
                    }
                });
    }

    /**
     * Writes one more record of the series under {@link JsonRecord#WORKER_ID}. The storage lists a
     * session only once it holds a record that stands.
     */
    public void append(Supplier<String> json) {
        failsafe.run(
                () -> storage.putUpdate(record(JsonRecord.WORKER_ID, nextTimeStamp(), json.get())));
    }

    private void putStanding(String key, String json) {
        storage.putStaticInfo(record(key, System.currentTimeMillis(), json));
    }

    private JsonRecord record(String key, long timeStamp, String json) {
        return new JsonRecord(sessionId, typeId, key, timeStamp, json);
    }

    /**
     * Strictly rising: the storage keeps one record of a series per millisecond and drops the
     * earlier one. A resumed run has some already.
     */
    private long nextTimeStamp() {
        if (lastTimeStamp == 0) {
            long[] times = storage.getAllUpdateTimes(sessionId, typeId, JsonRecord.WORKER_ID);
            lastTimeStamp = Arrays.stream(times).max().orElse(0);
        }
        lastTimeStamp = Math.max(System.currentTimeMillis(), lastTimeStamp + 1);
        return lastTimeStamp;
    }
}
