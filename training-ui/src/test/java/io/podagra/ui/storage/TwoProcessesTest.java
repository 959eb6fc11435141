package io.podagra.ui.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.core.storage.StatsStorageListener.EventType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One process writes a run, this one reads it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TwoProcessesTest {
    @TempDir Path parent;
    private Path folder;

    @BeforeEach
    void createFolder() throws IOException {
        folder = Files.createDirectory(parent.resolve("run"));
    }

    @Test
    void aReaderIsToldWhatAnotherProcessWrites() throws IOException, InterruptedException {
        try (WriterProcess writer = WriterProcess.of(folder);
                RunStatsStorage run = RunStatsStorage.replay(folder)) {
            StatsStorage storage = run.storage();
            assertThat(storage.listSessionIDs()).containsExactly("run");
            assertThat(updates(storage)).isZero();

            CountDownLatch told = new CountDownLatch(1);
            storage.registerStatsStorageListener(
                    event -> {
                        if (event.getEventType() == EventType.PostUpdate
                                && event.getTypeID().equals(JsonRecord.TRIALS)
                                && event.getTimestamp() == 20) {
                            told.countDown();
                        }
                    });
            writer.write(20);
            assertThat(updates(storage)).isEqualTo(20);
            assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(folder.resolve("stats.db-wal"))
                .satisfiesAnyOf(
                        log -> assertThat(log).doesNotExist(),
                        log -> assertThat(log).isEmptyFile());
    }

    @Test
    void aSecondWriterIsRefusedUntilTheFirstEnds() throws IOException {
        try (WriterProcess writer = WriterProcess.of(folder)) {
            assertThatThrownBy(() -> RunStatsStorage.open(folder))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("in use by another program");
            writer.write(1);
        }
        try (RunStatsStorage run = RunStatsStorage.open(folder)) {
            assertThat(updates(run.storage())).isEqualTo(1);
        }
        // Nothing is left of the log once the run has ended properly.
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("stats.db", ".stats.lock");
    }

    @Test
    void aReaderStaysWhileOneWriterEndsAndAnotherGoesOn() throws IOException, InterruptedException {
        WriterProcess first = WriterProcess.of(folder);
        first.write(3);
        try (RunStatsStorage run = RunStatsStorage.replay(folder)) {
            first.close();
            assertThat(updates(run.storage())).isEqualTo(3);

            CountDownLatch told = new CountDownLatch(1);
            run.storage().registerStatsStorageListener(event -> told.countDown());
            try (WriterProcess second = WriterProcess.of(folder)) {
                second.write(5);
                assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
                assertThat(updates(run.storage())).isEqualTo(5);
            }
        }
        assertThat(folder.resolve("stats.db-wal"))
                .satisfiesAnyOf(
                        log -> assertThat(log).doesNotExist(),
                        log -> assertThat(log).isEmptyFile());
    }

    @Test
    void whatIsWrittenSurvivesTheKillingOfTheWriter() throws IOException {
        int seen = 300;
        try (WriterProcess writer = WriterProcess.of(folder)) {
            writer.say(1_000_000);
            writer.awaitAnswer(String.valueOf(seen));
            writer.kill();
        }
        int kept;
        try (RunStatsStorage run = RunStatsStorage.replay(folder)) {
            kept = updates(run.storage());
            assertThat(kept).isGreaterThanOrEqualTo(seen);
        }

        // As it is copied from another machine: with the log, and with what SQLite lays beside it.
        Path copy = Files.createDirectory(parent.resolve("copy"));
        for (String file : new String[] {"stats.db", "stats.db-wal"}) {
            Files.copy(folder.resolve(file), copy.resolve(file));
        }
        try (RunStatsStorage run = RunStatsStorage.replay(copy)) {
            assertThat(updates(run.storage())).isEqualTo(kept);
            assertThat(run.storage().listSessionIDs()).containsExactly("copy");
        }

        try (RunStatsStorage resumed = RunStatsStorage.open(folder)) {
            assertThat(updates(resumed.storage())).isEqualTo(kept);
        }
    }

    private static int updates(StatsStorage storage) {
        return storage.getNumUpdateRecordsFor(storage.listSessionIDs().get(0));
    }
}
