package io.podagra.ui.storage;

import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.ui.model.stats.api.StatsInitializationReport;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsInitializationReport;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;
import org.deeplearning4j.ui.model.storage.impl.SbeStorageMetaData;

/**
 * All that a run's file can hold. The file names a kind by a word of this list, never by a class,
 * and each kind decodes plain fields: nothing in a file chooses what code runs.
 */
enum RecordKind {
    /** One of Podagra's own records. */
    JSON("json", JsonRecord.class) {
        @Override
        Persistable read(RecordKey key, long time, byte[] encoded) {
            JsonRecord record = new JsonRecord();
            record.decode(encoded);
            return new JsonRecord(key.session(), key.type(), key.worker(), time, record.json());
        }
    },

    /** Deeplearning4j's record of an iteration. */
    CURVE("curve", CurveReport.class) {
        @Override
        Persistable read(RecordKey key, long time, byte[] encoded) {
            CurveReport report = new CurveReport();
            report.decode(encoded);
            report.reportIDs(key.session(), key.type(), key.worker(), time);
            return report;
        }
    },

    /** Deeplearning4j's record of the network, the machine and the software. */
    NETWORK("network", SbeStatsInitializationReport.class) {
        @Override
        Persistable read(RecordKey key, long time, byte[] encoded) {
            SbeStatsInitializationReport report = new SbeStatsInitializationReport();
            report.decode(encoded);
            report.reportIDs(key.session(), key.type(), key.worker(), time);
            return report;
        }
    },

    /**
     * That a session has records of Deeplearning4j's listener. Only its key is read: the rest are
     * names of classes, and an attachment that is a serialised Java object.
     */
    METADATA("metadata", SbeStorageMetaData.class) {
        @Override
        Persistable read(RecordKey key, long time, byte[] encoded) {
            return new SbeStorageMetaData(
                    time,
                    key.session(),
                    key.type(),
                    key.worker(),
                    StatsInitializationReport.class,
                    SbeStatsReport.class);
        }
    };

    private final String word;
    private final Class<? extends Persistable> written;

    RecordKind(String word, Class<? extends Persistable> written) {
        this.word = word;
        this.written = written;
    }

    /** As the file names it: a word once written there stays. */
    String word() {
        return word;
    }

    /**
     * @param key under which the record lies, which decides over what it says itself
     * @throws RuntimeException of any kind if the bytes are no such record
     */
    abstract Persistable read(RecordKey key, long time, byte[] encoded);

    static Optional<RecordKind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /**
     * @throws IllegalArgumentException if the file cannot hold it
     */
    static RecordKind of(Persistable record) {
        return Arrays.stream(values())
                .filter(kind -> kind.written.isInstance(record))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no record of a run: " + record.getClass().getName()));
    }
}
