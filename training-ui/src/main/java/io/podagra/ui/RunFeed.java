package io.podagra.ui;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.core.storage.StatsStorageEvent;
import org.deeplearning4j.core.storage.StatsStorageListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a page shows, gathered from the records of its type in every attached storage. A storage is
 * read when a request comes and something was written since the last; otherwise the answer is at
 * hand.
 */
final class RunFeed {
    private static final Logger LOG = LoggerFactory.getLogger(RunFeed.class);

    /** An answer and a tag that changes exactly when the answer does. */
    record Reply(String tag, String json) {}

    private final String typeId;
    private final Supplier<RunView> views;
    private final List<Source> sources = new ArrayList<>();
    private boolean changed = true;
    private Reply latest;

    /**
     * @param typeId the type of the page's records
     * @param views makes the view of a run of which nothing is known yet
     */
    RunFeed(String typeId, Supplier<RunView> views) {
        this.typeId = typeId;
        this.views = views;
    }

    synchronized void attach(StatsStorage storage) {
        Source source = new Source(storage);
        storage.registerStatsStorageListener(source);
        sources.add(source);
    }

    synchronized void detach(StatsStorage storage) {
        for (Source source : List.copyOf(sources)) {
            if (source.storage == storage) {
                storage.deregisterStatsStorageListener(source);
                sources.remove(source);
                changed = true;
            }
        }
    }

    synchronized Reply reply() {
        for (Source source : sources) {
            changed |= source.readNew();
        }
        if (changed) {
            String json = json();
            latest = new Reply(tag(json), json);
            changed = false;
        }
        return latest;
    }

    private String json() {
        ObjectNode root = Json.object();
        ArrayNode runs = root.putArray("runs");
        for (Source source : sources) {
            source.runs.forEach((name, run) -> runs.add(run.json(name)));
        }
        return root.toString();
    }

    private static String tag(String json) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(json.getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** One storage and what was read from it so far. */
    private final class Source implements StatsStorageListener {
        private final StatsStorage storage;
        private final Map<String, RunView> runs = new TreeMap<>();
        private final Map<String, Long> readUntil = new LinkedHashMap<>();
        private volatile boolean stale = true;

        private Source(StatsStorage storage) {
            this.storage = storage;
        }

        /** Called by the thread that trains: no work here. */
        @Override
        public void notify(StatsStorageEvent event) {
            if (typeId.equals(event.getTypeID())) {
                stale = true;
            }
        }

        private boolean readNew() {
            if (!stale) {
                return false;
            }
            stale = false;
            try {
                for (String session : storage.listSessionIDs()) {
                    if (storage.listTypeIDsForSession(session).contains(typeId)) {
                        read(session);
                    }
                }
            } catch (RuntimeException | LinkageError e) {
                // Closed meanwhile, or unreadable: what was read stays on the page.
                LOG.warn("The {} records in {} cannot be read", typeId, storage, e);
            }
            return true;
        }

        private void read(String session) {
            RunView run = runs.computeIfAbsent(session, ignored -> views.get());
            for (Persistable standing : storage.getAllStaticInfos(session, typeId)) {
                if (standing instanceof JsonRecord found) {
                    run.put(found.json());
                }
            }
            List<Persistable> updates =
                    storage.getAllUpdatesAfter(
                            session,
                            typeId,
                            JsonRecord.WORKER_ID,
                            readUntil.getOrDefault(session, 0L));
            for (Persistable update : updates) {
                if (update instanceof JsonRecord found) {
                    run.add(found.json());
                }
                readUntil.put(session, update.getTimeStamp());
            }
        }
    }
}
