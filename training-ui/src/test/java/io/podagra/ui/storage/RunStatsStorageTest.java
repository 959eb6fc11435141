package io.podagra.ui.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunStatsStorageTest {
    @TempDir Path folder;

    @Test
    void theRunIsNamedAfterItsFolder() throws IOException {
        Path runFolder = Files.createDirectory(folder.resolve("MTP1 study @@@ 2024"));
        try (RunStatsStorage run = RunStatsStorage.open(runFolder)) {
            assertThat(run.run()).isEqualTo("MTP1-study-2024");
            assertThat(runFolder.resolve("stats.db")).exists();
        }
    }

    @Test
    void curvesAreRecordedPerArmWithoutHistogramsAndReplay() {
        try (RunStatsStorage run = RunStatsStorage.open(folder)) {
            TinyNetwork.train(run.statsListener("dorsal", 5), 20);
        }
        String session = folder.getFileName() + "-dorsal";
        try (RunStatsStorage run = RunStatsStorage.replay(folder)) {
            assertThat(run.storage().listSessionIDs()).containsExactly(session);
            List<Persistable> updates =
                    run.storage()
                            .getAllUpdatesAfter(
                                    session, StatsListener.TYPE_ID, JsonRecord.WORKER_ID, 0);
            assertThat(updates)
                    .extracting(update -> ((StatsReport) update).getIterationCount())
                    .containsExactly(5, 10, 15);
            StatsReport report = (StatsReport) updates.get(1);
            assertThat(report.getScore()).isPositive();
            for (StatsType type : StatsType.values()) {
                assertThat(report.hasHistograms(type)).as(type.name()).isFalse();
            }
            // What Deeplearning4j's TrainModule (1.0.0-M2.1) draws.
            assertThat(report.getMean(StatsType.Activations)).isNotEmpty();
            for (StatsType type :
                    List.of(StatsType.Gradients, StatsType.Updates, StatsType.Activations)) {
                assertThat(report.getStdev(type)).as(type.name()).isNotEmpty();
            }
            for (StatsType type : List.of(StatsType.Parameters, StatsType.Updates)) {
                assertThat(report.getMeanMagnitudes(type)).as(type.name()).isNotEmpty();
            }
        }
    }

    @Test
    void replayingLeavesTheRunAsItIsEvenIfItsFileIsReadOnly() throws IOException {
        try (RunStatsStorage run = RunStatsStorage.open(folder)) {
            TinyNetwork.train(run.statsListener("dorsal", 5), 20);
        }
        Path file = folder.resolve("stats.db");
        byte[] before = Files.readAllBytes(file);
        assertThat(file.toFile().setWritable(false)).isTrue();

        try (RunStatsStorage run = RunStatsStorage.replay(folder)) {
            assertThat(run.storage().listSessionIDs()).hasSize(1);
            TinyNetwork.train(run.statsListener("medial", 5), 20);
            assertThat(run.storage().listSessionIDs()).hasSize(1);
        }

        assertThat(file).hasBinaryContent(before);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("stats.db", ".stats.lock");
    }

    @Test
    void trainingGoesOnWhenCurvesCannotBeRecorded() {
        RunStatsStorage run = RunStatsStorage.open(folder);
        TrainingListener listener = run.statsListener("single", 1);
        run.close();
        MultiLayerNetwork trained = TinyNetwork.train(listener, 3);
        assertThat(trained.getIterationCount()).isEqualTo(3);
    }

    @Test
    void aSecondWriterIsRefusedInOneSentenceAndTheFirstGoesOn() {
        try (RunStatsStorage first = RunStatsStorage.open(folder)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> RunStatsStorage.open(folder))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining(folder.resolve("stats.db").toString())
                        .hasMessageContaining("in use");
            }
            first.storage().putStaticInfo(record("first", "a"));
            assertThat(first.storage().sessionExists("first")).isTrue();
        }
        assertThatCode(() -> RunStatsStorage.open(folder).close()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image,patient_id\n", "J0123456789"})
    void anyOtherFileIsRefusedAndLeftAsItIs(String line) throws IOException {
        Path file = folder.resolve("stats.db");
        String content = line.repeat(200_000);
        Files.writeString(file, content);
        assertThatThrownBy(() -> RunStatsStorage.open(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("move it away");
        assertThat(file).hasContent(content);
    }

    @Test
    void aFolderWithoutARunIsRefused() {
        assertThatThrownBy(() -> RunStatsStorage.replay(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no stats.db in " + folder);
        assertThatThrownBy(() -> RunStatsStorage.open(folder.resolve("nowhere")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("nowhere");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anEmptyFileIsThatOfARunKilledAtItsStart() throws IOException {
        Files.createFile(folder.resolve("stats.db"));
        try (RunStatsStorage run = RunStatsStorage.open(folder)) {
            run.storage().putStaticInfo(record(run.run(), "a"));
            assertThat(run.storage().listSessionIDs()).containsExactly(run.run());
        }
    }

    @Test
    void aRunShowsUnderTheNameThatItsFolderHasNow() throws IOException {
        Path then = Files.createDirectory(folder.resolve("then"));
        try (RunStatsStorage run = RunStatsStorage.open(then)) {
            run.storage().putStaticInfo(record("then", "a"));
            TinyNetwork.train(run.statsListener("dorsal", 5), 20);
        }
        Path now = Files.move(then, folder.resolve("now"));
        try (RunStatsStorage run = RunStatsStorage.replay(now)) {
            StatsStorage storage = run.storage();
            assertThat(storage.listSessionIDs()).containsExactly("now", "now-dorsal");
            assertThat(storage.getLatestUpdateAllWorkers("now-dorsal", StatsListener.TYPE_ID))
                    .singleElement()
                    .extracting(Persistable::getSessionID)
                    .isEqualTo("now-dorsal");
        }
    }

    @Test
    void ofTwoRunsWithOneNameTheSecondGetsANumber() throws IOException {
        List<Path> runs = new ArrayList<>();
        for (String parent : List.of("here", "there")) {
            Path run = Files.createDirectories(folder.resolve(parent).resolve("run"));
            try (RunStatsStorage storage = RunStatsStorage.open(run)) {
                storage.storage().putStaticInfo(record("run", parent));
            }
            runs.add(run);
        }
        List<RunStatsStorage> opened = RunStatsStorage.replayAll(runs);
        try {
            assertThat(opened)
                    .extracting(run -> run.storage().listSessionIDs())
                    .containsExactly(List.of("run"), List.of("run-2"));
        } finally {
            opened.forEach(RunStatsStorage::close);
        }
    }

    private static JsonRecord record(String session, String worker) {
        return new JsonRecord(session, JsonRecord.TRIALS, worker, 1, "{}");
    }
}
