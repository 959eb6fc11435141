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
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.core.storage.StatsStorageEvent;
import org.deeplearning4j.core.storage.StatsStorageListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the evaluation page shows, gathered from every attached storage. A storage is read when a
 * request comes and something was written since the last; otherwise the answer is at hand.
 */
final class EvaluationFeed {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluationFeed.class);

    /** An answer and a tag that changes exactly when the answer does. */
    record Reply(String tag, String json) {}

    private final List<Source> sources = new ArrayList<>();
    private boolean changed = true;
    private Reply latest;

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
        ObjectNode root = EvaluationJson.object();
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
    private static final class Source implements StatsStorageListener {
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
            if (JsonRecord.TYPE_ID.equals(event.getTypeID())) {
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
                    if (storage.listTypeIDsForSession(session).contains(JsonRecord.TYPE_ID)) {
                        read(session);
                    }
                }
            } catch (RuntimeException | LinkageError e) {
                // Closed meanwhile, or unreadable: what was read stays on the page.
                LOG.warn("The evaluations in {} cannot be read", storage, e);
            }
            return true;
        }

        private void read(String session) {
            RunView run = runs.computeIfAbsent(session, ignored -> new RunView());
            Persistable status =
                    storage.getStaticInfo(session, JsonRecord.TYPE_ID, JsonRecord.WORKER_ID);
            if (status instanceof JsonRecord found) {
                run.showStatus(found.json());
            }
            List<Persistable> updates =
                    storage.getAllUpdatesAfter(
                            session,
                            JsonRecord.TYPE_ID,
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
