package io.podagra.ui.storage;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.core.storage.StorageMetaData;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsReport;

/**
 * The curve reports of one arm on their way into the storage, of which no more than {@value #MOST}
 * are kept: whenever there are that many, every second is removed, and from then on half as many
 * are made. So a long training has as many, evenly spread, as a short one, and costs no more:
 * Deeplearning4j's pages decode all of an arm's reports at every look, and one of a ResNet-50 has
 * some thousand numbers.
 */
final class CurveSeries implements StatsStorageRouter {
    /** The most that are kept of an arm: more would not show on a chart. */
    static final int MOST = 256;

    private final StatsStorage storage;
    private int every;
    private int kept;

    private CurveSeries(StatsStorage storage, int every, int kept) {
        this.storage = storage;
        this.every = every;
        this.kept = kept;
    }

    /**
     * Goes on with what the storage has of the session.
     *
     * @param everyNIterations how often a report is made at first, at least 1
     */
    static CurveSeries of(StatsStorage storage, String sessionId, int everyNIterations) {
        try {
            String worker = JsonRecord.WORKER_ID;
            long[] times = storage.getAllUpdateTimes(sessionId, StatsListener.TYPE_ID, worker);
            int every = everyNIterations;
            if (times.length > 1) {
                long[] two = {times[times.length - 2], times[times.length - 1]};
                every = Math.max(every, distance(storage, sessionId, two));
            }
            return new CurveSeries(storage, every, times.length);
        } catch (RuntimeException e) {
            // Recording will say so and not stop the training.
            return new CurveSeries(storage, everyNIterations, 0);
        }
    }

    /** In iterations, between two reports; 0 if they are none. */
    private static int distance(StatsStorage storage, String sessionId, long[] two) {
        List<Persistable> last =
                storage.getUpdates(sessionId, StatsListener.TYPE_ID, JsonRecord.WORKER_ID, two);
        return last.size() == 2
                        && last.get(0) instanceof StatsReport before
                        && last.get(1) instanceof StatsReport after
                ? after.getIterationCount() - before.getIterationCount()
                : 0;
    }

    /** How often a report is to be made, in iterations. */
    int every() {
        return every;
    }

    @Override
    public void putUpdate(Persistable update) {
        storage.putUpdate(update);
        kept++;
        if (kept >= MOST) {
            every *= 2;
            kept /= 2;
            if (storage instanceof RunRecords records) {
                records.keepEverySecondUpdate(RecordKey.of(update));
            }
        }
    }

    @Override
    public void putUpdate(Collection<? extends Persistable> updates) {
        updates.forEach(this::putUpdate);
    }

    @Override
    public void putStorageMetaData(StorageMetaData metaData) {
        storage.putStorageMetaData(metaData);
    }

    @Override
    public void putStorageMetaData(Collection<? extends StorageMetaData> metaData) {
        storage.putStorageMetaData(metaData);
    }

    @Override
    public void putStaticInfo(Persistable standing) {
        storage.putStaticInfo(standing);
    }

    @Override
    public void putStaticInfo(Collection<? extends Persistable> standing) {
        storage.putStaticInfo(standing);
    }
}
