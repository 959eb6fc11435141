package io.podagra.ui.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.core.storage.StorageMetaData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Deeplearning4j's pages and Podagra's ask a run's file. Nothing is held in memory beyond an
 * answer.
 *
 * <p>Answers with null where {@link StatsStorage} has it. A record that cannot be decoded is left
 * out. Throws {@link IllegalStateException} if the file cannot be read, or is closed.
 */
abstract class RecordQueries implements StatsStorage, StandingRecords {
    private static final Logger LOG = LoggerFactory.getLogger(RecordQueries.class);

    private static final String KEY = "role = ? AND session = ? AND type = ? AND worker = ?";
    private static final String TYPE = "role = ? AND session = ? AND type = ?";
    private static final int METADATA = RecordRole.METADATA.number();
    private static final int STANDING = RecordRole.STANDING.number();
    private static final int UPDATE = RecordRole.UPDATE.number();

    private final RecordTable read;
    private final SessionNames names;
    private volatile boolean warned;

    RecordQueries(RecordTable read, SessionNames names) {
        this.read = read;
        this.names = names;
    }

    @Override
    public List<String> listSessionIDs() {
        return read
                .texts(
                        "SELECT DISTINCT session FROM record WHERE role = ? ORDER BY session",
                        STANDING)
                .stream()
                .map(names::shown)
                .toList();
    }

    @Override
    public boolean sessionExists(String sessionId) {
        return listSessionIDs().contains(sessionId);
    }

    @Override
    public Persistable getStaticInfo(String sessionId, String typeId, String workerId) {
        return first(KEY, STANDING, names.inFile(sessionId), typeId, workerId);
    }

    @Override
    public List<Persistable> getAllStaticInfos(String sessionId, String typeId) {
        return records(TYPE + " ORDER BY seq", STANDING, names.inFile(sessionId), typeId);
    }

    @Override
    public Since standingSince(String sessionId, String typeId, long position) {
        List<RecordTable.Row> rows =
                read.rows(
                        TYPE + " AND seq > ? ORDER BY seq",
                        STANDING,
                        names.inFile(sessionId),
                        typeId,
                        position);
        long last = rows.isEmpty() ? position : rows.get(rows.size() - 1).seq();
        return new Since(last, decoded(rows));
    }

    @Override
    public List<String> listTypeIDsForSession(String sessionId) {
        return read.texts(
                "SELECT DISTINCT type FROM record WHERE role IN (0, 1, 2) AND session = ?",
                names.inFile(sessionId));
    }

    @Override
    public List<String> listWorkerIDsForSession(String sessionId) {
        return read.texts(
                "SELECT worker FROM record WHERE role = ? AND session = ?",
                STANDING,
                names.inFile(sessionId));
    }

    @Override
    public List<String> listWorkerIDsForSessionAndType(String sessionId, String typeId) {
        return read.texts(
                "SELECT worker FROM record WHERE " + TYPE,
                STANDING,
                names.inFile(sessionId),
                typeId);
    }

    @Override
    public int getNumUpdateRecordsFor(String sessionId) {
        return count("role = ? AND session = ?", UPDATE, names.inFile(sessionId));
    }

    @Override
    public int getNumUpdateRecordsFor(String sessionId, String typeId, String workerId) {
        return count(KEY, UPDATE, names.inFile(sessionId), typeId, workerId);
    }

    @Override
    public Persistable getLatestUpdate(String sessionId, String typeId, String workerId) {
        return first(
                KEY + " ORDER BY slot DESC LIMIT 1",
                UPDATE,
                names.inFile(sessionId),
                typeId,
                workerId);
    }

    @Override
    public Persistable getUpdate(String sessionId, String typeId, String workerId, long timeStamp) {
        return first(
                KEY + " AND slot = ?",
                UPDATE,
                names.inFile(sessionId),
                typeId,
                workerId,
                timeStamp);
    }

    @Override
    public List<Persistable> getLatestUpdateAllWorkers(String sessionId, String typeId) {
        List<Persistable> latest = new ArrayList<>();
        for (String worker :
                read.texts(
                        "SELECT DISTINCT worker FROM record WHERE " + TYPE,
                        UPDATE,
                        names.inFile(sessionId),
                        typeId)) {
            Persistable update = getLatestUpdate(sessionId, typeId, worker);
            if (update != null) {
                latest.add(update);
            }
        }
        return latest;
    }

    @Override
    public List<Persistable> getAllUpdatesAfter(
            String sessionId, String typeId, String workerId, long timeStamp) {
        return records(
                KEY + " AND slot > ? ORDER BY slot",
                UPDATE,
                names.inFile(sessionId),
                typeId,
                workerId,
                timeStamp);
    }

    @Override
    public List<Persistable> getAllUpdatesAfter(String sessionId, String typeId, long timeStamp) {
        return records(
                TYPE + " AND slot > ? ORDER BY slot",
                UPDATE,
                names.inFile(sessionId),
                typeId,
                timeStamp);
    }

    @Override
    public long[] getAllUpdateTimes(String sessionId, String typeId, String workerId) {
        return read
                .numbers(
                        "SELECT slot FROM record WHERE " + KEY + " ORDER BY slot",
                        UPDATE,
                        names.inFile(sessionId),
                        typeId,
                        workerId)
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    @Override
    public List<Persistable> getUpdates(
            String sessionId, String typeId, String workerId, long[] timeStamps) {
        List<Persistable> updates = new ArrayList<>(timeStamps.length);
        for (long timeStamp : timeStamps) {
            Persistable update = getUpdate(sessionId, typeId, workerId, timeStamp);
            if (update != null) {
                updates.add(update);
            }
        }
        return updates;
    }

    @Override
    public StorageMetaData getStorageMetaData(String sessionId, String typeId) {
        return records(TYPE + " ORDER BY seq DESC", METADATA, names.inFile(sessionId), typeId)
                .stream()
                .filter(StorageMetaData.class::isInstance)
                .map(StorageMetaData.class::cast)
                .findFirst()
                .orElse(null);
    }

    RecordKey inFile(RecordKey key) {
        return new RecordKey(names.inFile(key.session()), key.type(), key.worker());
    }

    RecordKey shown(RecordKey key) {
        return new RecordKey(names.shown(key.session()), key.type(), key.worker());
    }

    private int count(String condition, Object... values) {
        return read.numbers("SELECT count(*) FROM record WHERE " + condition, values)
                .get(0)
                .intValue();
    }

    private Persistable first(String condition, Object... values) {
        List<Persistable> records = records(condition, values);
        return records.isEmpty() ? null : records.get(0);
    }

    private List<Persistable> records(String condition, Object... values) {
        return decoded(read.rows(condition, values));
    }

    private List<Persistable> decoded(List<RecordTable.Row> rows) {
        List<Persistable> records = new ArrayList<>(rows.size());
        for (RecordTable.Row row : rows) {
            decoded(row).ifPresent(records::add);
        }
        return records;
    }

    private Optional<Persistable> decoded(RecordTable.Row row) {
        try {
            return RecordKind.named(row.kind())
                    .map(kind -> kind.read(shown(row.key()), row.time(), row.content()));
        } catch (RuntimeException e) {
            if (!warned) {
                warned = true;
                LOG.warn("A record of {} is left out: it cannot be decoded", this, e);
            }
            return Optional.empty();
        }
    }
}
