package io.podagra.ui.storage;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every second whether another process has written to a run's file. */
final class Follower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int MILLISECONDS = 1_000;
    private static final int CLOSE_SECONDS = 10;

    private final RecordTable table;
    private final Consumer<RecordTable.Change> listener;
    private final ScheduledExecutorService clock;
    private long version;
    private long position;
    private boolean failed;

    private Follower(RecordTable table, Consumer<RecordTable.Change> listener, String run) {
        this.table = table;
        this.listener = listener;
        // Before the position: what is written in between is found at the first look.
        this.version = version();
        this.position = table.numbers("SELECT ifnull(max(seq), 0) FROM record").get(0);
        this.clock =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "follow-" + run);
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /**
     * @param listener gets each key that was written to, once for all that was written since the
     *     last look
     */
    static Follower start(RecordTable table, Consumer<RecordTable.Change> listener, String run) {
        Follower follower = new Follower(table, listener, run);
        ScheduledFuture<?> unused =
                follower.clock.scheduleWithFixedDelay(
                        follower::look, MILLISECONDS, MILLISECONDS, TimeUnit.MILLISECONDS);
        return follower;
    }

    /** Never throws: an exception would end the looking. */
    private void look() {
        try {
            long now = version();
            if (now == version) {
                return;
            }
            List<RecordTable.Change> changes = table.changesAfter(position);
            version = now;
            for (RecordTable.Change change : changes) {
                position = Math.max(position, change.seq());
                listener.accept(change);
            }
            failed = false;
        } catch (RuntimeException | LinkageError e) {
            if (!failed) {
                failed = true;
                LOG.warn("What is new in a run cannot be read; trying on", e);
            }
        }
    }

    /** A number that is another one after another connection has written to the file. */
    private long version() {
        return table.numbers("PRAGMA data_version").get(0);
    }

    @Override
    public void close() {
        clock.shutdown();
        try {
            clock.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
