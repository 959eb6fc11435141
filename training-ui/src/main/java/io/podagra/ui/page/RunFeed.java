package io.podagra.ui.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.ui.storage.JsonRecord;
import io.podagra.ui.storage.RunNames;
import io.podagra.ui.storage.StandingRecords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
public final class RunFeed implements PageFeed {
    private static final Logger LOG = LoggerFactory.getLogger(RunFeed.class);

    private final String typeId;
    private final Supplier<RunView> views;
    private final List<Source> sources = new ArrayList<>();
    private final Map<String, Reply> latest = new HashMap<>();

    /**
     * @param typeId the type of the page's records
     * @param views makes the view of a run of which nothing is known yet
     */
    public RunFeed(String typeId, Supplier<RunView> views) {
        this.typeId = typeId;
        this.views = views;
    }

    @Override
    public synchronized void attach(StatsStorage storage) {
        Source source = new Source(storage);
        storage.registerStatsStorageListener(source);
        sources.add(source);
    }

    @Override
    public synchronized void detach(StatsStorage storage) {
        for (Source source : List.copyOf(sources)) {
            if (source.storage == storage) {
                storage.deregisterStatsStorageListener(source);
                sources.remove(source);
                latest.clear();
            }
        }
    }

    /**
     * The names of all runs, and one of them in full.
     *
     * @param chosen which one; empty, or of no run, for the one with the newest news
     */
    @Override
    public synchronized Reply reply(Optional<String> chosen) {
        readNew();
        Map<String, Known> runs = runs();
        String shown = shown(runs, chosen);
        return latest.computeIfAbsent(shown, name -> Reply.of(json(runs, name)));
    }

    /**
     * One run as it was after an epoch, as JSON; empty if the run does not look back so far.
     *
     * @param chosen as in {@link #reply}
     */
    @Override
    public synchronized Optional<String> epoch(Optional<String> chosen, int epoch) {
        readNew();
        Map<String, Known> runs = runs();
        String shown = shown(runs, chosen);
        return Optional.ofNullable(runs.get(shown))
                .flatMap(run -> run.view().epoch(run.recorded(), epoch))
                .map(json -> json.put("run", shown).toString());
    }

    private void readNew() {
        boolean changed = false;
        for (Source source : sources) {
            changed |= source.readNew();
        }
        if (changed) {
            latest.clear();
        }
    }

    private static String shown(Map<String, Known> runs, Optional<String> chosen) {
        return chosen.filter(runs::containsKey).orElseGet(() -> newest(runs));
    }

    /**
     * A record that stands, of whatever run; for what is fetched by a name that no two runs have in
     * common unless they mean the same.
     *
     * @param type of the record, any
     * @param key under which it was written
     * @return its JSON; empty if there is none
     */
    public synchronized Optional<String> standing(String type, String key) {
        for (Source source : sources) {
            Optional<String> found = source.standing(type, key);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** All runs by their names; of two with the same name the later attached gets a number. */
    private Map<String, Known> runs() {
        Map<String, Known> runs = new LinkedHashMap<>();
        for (Source source : sources) {
            source.runs.forEach(
                    (name, run) ->
                            runs.put(
                                    RunNames.another(name, runs.keySet()),
                                    new Known(name, run, source.sessionsOf(name))));
        }
        return runs;
    }

    private static String newest(Map<String, Known> runs) {
        return runs.entrySet().stream()
                .max(Comparator.comparingLong(run -> run.getValue().view().time()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static String json(Map<String, Known> runs, String shown) {
        ObjectNode root = Json.object();
        ArrayNode names = root.putArray("runs");
        runs.forEach(
                (name, run) -> {
                    ObjectNode entry = names.addObject();
                    entry.put("run", name).put("synthetic", run.view().synthetic());
                    run.sessions().forEach(entry.putArray("sessions")::add);
                });
        if (runs.containsKey(shown)) {
            Known run = runs.get(shown);
            root.set("shown", run.view().json(run.recorded()).put("run", shown));
        } else {
            root.putNull("shown");
        }
        return root.toString();
    }

    /**
     * A run of a storage.
     *
     * @param recorded its name there, which is not the shown one where two have the same
     * @param sessions of Deeplearning4j's pages: one for each network that was trained
     */
    private record Known(String recorded, RunView view, List<String> sessions) {}

    /** One storage and what was read from it so far. */
    private final class Source implements StatsStorageListener {
        private final StatsStorage storage;
        private final Map<String, RunView> runs = new TreeMap<>();
        private List<String> sessions = List.of();
        private final Map<String, Long> readUntil = new HashMap<>();
        private final Map<String, Long> standingUntil = new HashMap<>();
        private volatile boolean stale = true;
        private boolean failed;

        private Source(StatsStorage storage) {
            this.storage = storage;
        }

        /** Called by the thread that trains: no work here. */
        @Override
        public void notify(StatsStorageEvent event) {
            if (typeId.equals(event.getTypeID())
                    || event.getEventType() == EventType.NewSessionID) {
                stale = true;
            }
        }

        private boolean readNew() {
            if (!stale) {
                return false;
            }
            // Before the reading, so that what is written meanwhile is read the next time.
            stale = false;
            try {
                sessions = storage.listSessionIDs();
                for (String session : sessions) {
                    if (storage.listTypeIDsForSession(session).contains(typeId)) {
                        read(session);
                    }
                }
                failed = false;
            } catch (RuntimeException | LinkageError e) {
                // Closed meanwhile, or unreadable: what was read stays on the page. A finished run
                // is written to no more, so nothing but the next request makes it read again.
                stale = true;
                if (!failed) {
                    LOG.warn("The {} records in {} cannot be read", typeId, storage, e);
                }
                failed = true;
            }
            return true;
        }

        /**
         * Those of the run's storage, whatever their names begin with: that of another run may
         * begin alike. Of a storage of several runs nothing tells which session is whose.
         */
        private List<String> sessionsOf(String run) {
            return runs.size() == 1
                    ? sessions.stream().filter(session -> !session.equals(run)).sorted().toList()
                    : List.of();
        }

        private Optional<String> standing(String type, String key) {
            try {
                for (String session : storage.listSessionIDs()) {
                    if (storage.getStaticInfo(session, type, key) instanceof JsonRecord found) {
                        return Optional.of(found.json());
                    }
                }
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("The {} records in {} cannot be read", type, storage, e);
            }
            return Optional.empty();
        }

        private void read(String session) {
            RunView run = runs.computeIfAbsent(session, ignored -> views.get());
            for (Persistable standing : standing(session)) {
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

        /** Those that are new, if the storage can tell; otherwise all. */
        private List<Persistable> standing(String session) {
            if (storage instanceof StandingRecords standing) {
                StandingRecords.Since since =
                        standing.standingSince(
                                session, typeId, standingUntil.getOrDefault(session, 0L));
                standingUntil.put(session, since.position());
                return since.records();
            }
            return storage.getAllStaticInfos(session, typeId);
        }
    }
}
