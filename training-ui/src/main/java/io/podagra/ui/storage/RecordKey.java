package io.podagra.ui.storage;

import org.deeplearning4j.core.storage.Persistable;

/** Whose record it is. */
record RecordKey(String session, String type, String worker) {
    static RecordKey of(Persistable record) {
        return new RecordKey(record.getSessionID(), record.getTypeID(), record.getWorkerID());
    }
}
