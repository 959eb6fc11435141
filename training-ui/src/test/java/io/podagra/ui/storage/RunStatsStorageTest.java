package io.podagra.ui.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.core.storage.Persistable;
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
                assertThat(report.getStdev(type)).as(type.name()).isNotEmpty();
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
            // What is written to it goes to the copy.
            TinyNetwork.train(run.statsListener("medial", 5), 20);
            assertThat(run.storage().listSessionIDs()).hasSize(2);
        }

        assertThat(file).hasBinaryContent(before);
        assertThat(folder.toFile().list()).containsExactly("stats.db");
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
    void aFileInUseIsRefusedInOneSentence() {
        try (RunStatsStorage first = RunStatsStorage.open(folder)) {
            assertThat(first.storage().isClosed()).isFalse();
            for (ThrowingCallable opening :
                    List.<ThrowingCallable>of(
                            () -> RunStatsStorage.open(folder),
                            () -> RunStatsStorage.replay(folder))) {
                assertThatThrownBy(opening)
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining(folder.resolve("stats.db").toString())
                        .hasMessageContaining("in use");
            }
        }
        assertThatCode(() -> RunStatsStorage.replay(folder).close()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "image,patient_id\n", "J0123456789"})
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
}
