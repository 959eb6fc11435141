package io.podagra.ui.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorageListener;
import org.deeplearning4j.core.storage.StorageMetaData;

/**
 * A run's file as Deeplearning4j's storage: {@link RecordQueries}, and what is written to it by
 * this process, which its listeners are told at once, or by another, within seconds.
 *
 * <p>Throws {@link IllegalStateException} if the file cannot be written, or is closed.
 */
final class RunRecords extends RecordQueries implements RunFolderSource {
    private final Path folder;
    private final String run;
    private final RecordTable read;
    private final Optional<Writer> writer;
    private final Optional<Follower> follower;
    private final RecordEvents events = new RecordEvents(this);
    private volatile boolean closed;

    private record Writer(RecordTable table, WriterLock lock) {
        void close() throws IOException {
            try {
                table.tidyUp();
                table.close();
            } finally {
                lock.close();
            }
        }
    }

    private RunRecords(Path folder, String run, RecordTable read, Optional<Writer> writer) {
        super(read, new SessionNames(run));
        this.folder = folder;
        this.run = run;
        this.read = read;
        this.writer = writer;
        read.changesAfter(0).forEach(change -> events.know(shown(change.key())));
        this.follower =
                writer.isPresent()
                        ? Optional.empty()
                        : Optional.of(Follower.start(read, this::follow, run));
    }

    /**
     * @param lock which is released on closing
     */
    static RunRecords writing(Path folder, String run, WriterLock lock) {
        Path file = folder.resolve(RunStatsStorage.FILE_NAME);
        RecordTable table = new RecordTable(RunDatabase.writing(file));
        try {
            // A connection of its own, so that a page which reads never holds up the training.
            RecordTable read = new RecordTable(RunDatabase.reading(file));
            return new RunRecords(folder, run, read, Optional.of(new Writer(table, lock)));
        } catch (RuntimeException e) {
            table.close();
            throw e;
        }
    }

    static RunRecords reading(Path folder, String run) {
        Path file = folder.resolve(RunStatsStorage.FILE_NAME);
        return new RunRecords(
                folder, run, new RecordTable(RunDatabase.reading(file)), Optional.empty());
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public String run() {
        return run;
    }

    @Override
    public boolean isBeingWritten() {
        return !closed && (writer.isPresent() || WriterLock.isHeld(folder));
    }

    @Override
    public void putStorageMetaData(StorageMetaData metaData) {
        put(RecordRole.METADATA, metaData);
    }

    @Override
    public void putStorageMetaData(Collection<? extends StorageMetaData> metaData) {
        metaData.forEach(this::putStorageMetaData);
    }

    @Override
    public void putStaticInfo(Persistable standing) {
        put(RecordRole.STANDING, standing);
    }

    @Override
    public void putStaticInfo(Collection<? extends Persistable> standing) {
        standing.forEach(this::putStaticInfo);
    }

    @Override
    public void putUpdate(Persistable update) {
        put(RecordRole.UPDATE, update);
    }

    @Override
    public void putUpdate(Collection<? extends Persistable> updates) {
        updates.forEach(this::putUpdate);
    }

    /** Removes the first, third, fifth... of a session's updates. */
    void keepEverySecondUpdate(RecordKey key) {
        writer().table().keepEverySecondUpdate(inFile(key));
    }

    private void put(RecordRole role, Persistable record) {
        RecordKey key = RecordKey.of(record);
        long time = record.getTimeStamp();
        String kind = RecordKind.of(record).word();
        writer().table().put(role, inFile(key), time, kind, record.encode());
        events.written(role, key, time);
    }

    private Writer writer() {
        return writer.orElseThrow(
                () -> new UnsupportedOperationException("the run is open for reading alone"));
    }

    private void follow(RecordTable.Change change) {
        for (RecordRole role : RecordRole.values()) {
            if (role.number() == change.role()) {
                events.written(role, shown(change.key()), change.time());
            }
        }
    }

    @Override
    public void registerStatsStorageListener(StatsStorageListener listener) {
        events.register(listener);
    }

    @Override
    public void deregisterStatsStorageListener(StatsStorageListener listener) {
        events.deregister(listener);
    }

    @Override
    public void removeAllListeners() {
        events.deregisterAll();
    }

    @Override
    public List<StatsStorageListener> getListeners() {
        return events.listeners();
    }

    /** Waits for a record that is being written. */
    @Override
    public void close() throws IOException {
        closed = true;
        follower.ifPresent(Follower::close);
        read.close();
        if (writer.isPresent()) {
            writer.get().close();
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public String toString() {
        return folder.resolve(RunStatsStorage.FILE_NAME).toString();
    }
}
