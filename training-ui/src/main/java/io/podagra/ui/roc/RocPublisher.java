package io.podagra.ui.roc;

import static java.util.Objects.requireNonNull;

import io.podagra.ui.storage.JsonRecord;
import io.podagra.ui.storage.RecordWriter;
import io.podagra.ui.storage.RunStatsStorage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Puts the ROC curves of a run into a Deeplearning4j storage, from where their page shows them: at
 * once if the storage is attached to the pages, and whenever it is opened again.
 *
 * <p>Publishing never throws because of the storage: a failure is logged once, and training goes
 * on. Safe for use by several threads.
 */
public final class RocPublisher {
    /** Points of a published curve; more than a screen can show apart. */
    static final int MAX_POINTS = 200;

    private static final String NOTHING_YET = "{}";

    private final RecordWriter writer;

    /** Into the storage of a run, under its name. */
    public RocPublisher(RunStatsStorage run) {
        requireNonNull(run, "run is null");
        writer =
                new RecordWriter(
                        run.storage(), JsonRecord.EVALUATION, run.run(), "The ROC curves of run");
        writer.putIfAbsent(JsonRecord.WORKER_ID, NOTHING_YET);
    }

    /** Publishes a curve, thinned to a few hundred points. */
    public void publish(RocSnapshot snapshot) {
        requireNonNull(snapshot, "snapshot is null");
        writer.append(() -> RocJson.write(snapshot.thinned(MAX_POINTS)).toString());
    }

    /** Publishes a comparison, in place of the one published of the same set before. */
    public void publish(RocComparison comparison) {
        requireNonNull(comparison, "comparison is null");
        // Without the characters that the storage puts between the parts of a key.
        String set = URLEncoder.encode(comparison.set(), StandardCharsets.UTF_8);
        writer.put("comparison-" + set, () -> ComparisonJson.write(comparison).toString());
    }
}
