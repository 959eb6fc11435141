package io.podagra.ui.storage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.core.storage.StatsStorageEvent;
import org.deeplearning4j.core.storage.StatsStorageListener;
import org.deeplearning4j.core.storage.StatsStorageListener.EventType;

/** Tells the listeners of a storage what was written to it. */
final class RecordEvents {
    private final StatsStorage storage;
    private final List<StatsStorageListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<String> sessions = new HashSet<>();
    private final Set<String> types = new HashSet<>();
    private final Set<String> workers = new HashSet<>();

    RecordEvents(StatsStorage storage) {
        this.storage = storage;
    }

    void register(StatsStorageListener listener) {
        if (!listeners.contains(listener)) {
            listeners.add(listener);
        }
    }

    void deregister(StatsStorageListener listener) {
        listeners.remove(listener);
    }

    void deregisterAll() {
        listeners.clear();
    }

    List<StatsStorageListener> listeners() {
        return List.copyOf(listeners);
    }

    /** Of keys that were there before anyone listened, nothing is new. */
    synchronized void know(RecordKey key) {
        sessions.add(key.session());
        types.add(key.type());
        workers.add(key.worker());
    }

    synchronized void written(RecordRole role, RecordKey key, long time) {
        tell(role.event(), key, time);
        if (sessions.add(key.session())) {
            tell(EventType.NewSessionID, key, time);
        }
        if (types.add(key.type())) {
            tell(EventType.NewTypeID, key, time);
        }
        if (workers.add(key.worker())) {
            tell(EventType.NewWorkerID, key, time);
        }
    }

    private void tell(EventType event, RecordKey key, long time) {
        for (StatsStorageListener listener : listeners) {
            listener.notify(
                    new StatsStorageEvent(
                            storage, event, key.session(), key.type(), key.worker(), time));
        }
    }
}
