package io.podagra.ui.storage;

import java.util.List;
import org.deeplearning4j.core.storage.Persistable;

/** A storage that can tell which standing records are new, so that the others need no reading. */
public interface StandingRecords {
    /**
     * The records that stand and were written after a position, in the order of writing.
     *
     * @param position 0 for all, later {@link Since#position} of the answer before
     */
    Since standingSince(String sessionId, String typeId, long position);

    /**
     * @param position of the last of the records, or the one asked for if there are none
     */
    record Since(long position, List<Persistable> records) {
        public Since {
            records = List.copyOf(records);
        }
    }
}
