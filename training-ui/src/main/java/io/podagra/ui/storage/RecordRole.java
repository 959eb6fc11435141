package io.podagra.ui.storage;

import org.deeplearning4j.core.storage.StatsStorageListener.EventType;

/** How a record relates to the others with the same key. */
enum RecordRole {
    /** That there is such a key; of no other use. The latest counts. */
    METADATA(0, EventType.PostMetaData),

    /** There is one: the latest. */
    STANDING(1, EventType.PostStaticInfo),

    /** There is one for each millisecond: the latest. */
    UPDATE(2, EventType.PostUpdate);

    private final int number;
    private final EventType event;

    RecordRole(int number, EventType event) {
        this.number = number;
        this.event = event;
    }

    /** As in the file. */
    int number() {
        return number;
    }

    EventType event() {
        return event;
    }
}
