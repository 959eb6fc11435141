package io.podagra.ui.trials;

import static java.util.Objects.requireNonNull;

import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.storage.JsonRecord;
import io.podagra.ui.storage.RecordWriter;
import io.podagra.ui.storage.RunStatsStorage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Puts the tuning of a run's arms into a Deeplearning4j storage, from where the trials page shows
 * it: at once if the storage is attached to a {@link TrainingUi}, and whenever it is opened again.
 *
 * <p>The storage keeps the latest snapshot of every search and of every trial, so that it grows by
 * the trials, not by how often they are published. An arm is shown once its search is published.
 *
 * <p>Publishing never throws because of the storage: a failure is logged once, and tuning goes on.
 * Safe for use by several threads.
 */
public final class TrialsPublisher {
    private final RecordWriter writer;

    /** Into the storage of a run, under its name. */
    public TrialsPublisher(RunStatsStorage run) {
        requireNonNull(run, "run is null");
        writer = new RecordWriter(run.storage(), JsonRecord.TRIALS, run.run(), "The trials of run");
    }

    /** Publishes where an arm's search stands, in place of what was published of it before. */
    public void publish(SearchSnapshot search) {
        requireNonNull(search, "search is null");
        writer.put("search-" + key(search.arm()), () -> TrialsJson.write(search).toString());
    }

    /**
     * Publishes a trial, in place of what was published under its arm, number and repeat before. Of
     * a reason the first {@value TrialsJson#MAX_REASON} characters are kept.
     */
    public void publish(TrialSnapshot trial) {
        requireNonNull(trial, "trial is null");
        writer.put(
                "trial-%d-%d-%s".formatted(trial.trial(), trial.repeat(), key(trial.arm())),
                () -> TrialsJson.write(trial).toString());
    }

    /** Another key for every other arm, without the characters that the storage puts in between. */
    private static String key(String arm) {
        return URLEncoder.encode(arm, StandardCharsets.UTF_8);
    }
}
