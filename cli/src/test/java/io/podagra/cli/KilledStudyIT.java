package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A study whose process was killed ends as the same study that was left alone. */
class KilledStudyIT {
    private static final List<String> ARMS = List.of("single", "left");

    /** Columns of history.csv that are measured times. */
    private static final List<String> TIMES = List.of("images_per_second", "seconds");

    @TempDir private Path folder;
    private final OtherProcesses processes = new OtherProcesses();

    @AfterEach
    void leaveNothingRunning() throws InterruptedException {
        processes.kill();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void endsAsOneThatWasNotKilled() throws Exception {
        Path cohort = TestCohorts.write(folder.resolve("cohort"), 8, "left");
        Path killed = folder.resolve("killed");
        Path whole = folder.resolve("whole");
        // Beside the other, for time's sake; how often there is a checkpoint changes nothing.
        Process undisturbed = study(cohort, whole, settings(10));

        Process first = study(cohort, killed, settings(0.001));
        while (!hasCheckpointWithinASecondEpoch(killed.resolve("single"))) {
            assertThat(first.waitFor(20, TimeUnit.MILLISECONDS))
                    .as(
                            "the study ended before it could be killed: %s",
                            OtherProcesses.said(killed))
                    .isFalse();
        }
        first.destroyForcibly().waitFor();
        assertThat(killed.resolve("single/model.zip")).doesNotExist();
        assertThat(rows(killed.resolve("single/history.csv"))).hasSizeGreaterThanOrEqualTo(2);

        Process second = study(cohort, killed, List.of("--resume"));
        assertThat(second.waitFor()).as(OtherProcesses.said(killed)).isZero();
        assertThat(OtherProcesses.said(killed))
                .contains("single: goes on from its checkpoint in epoch");
        assertThat(undisturbed.waitFor()).as(OtherProcesses.said(whole)).isZero();

        for (String arm : ARMS) {
            assertThat(withoutTimes(killed.resolve(arm).resolve("history.csv")))
                    .isEqualTo(withoutTimes(whole.resolve(arm).resolve("history.csv")));
            assertSameScores(
                    killed.resolve(arm).resolve("scores.csv"),
                    whole.resolve(arm).resolve("scores.csv"));
            assertSameWeights(
                    killed.resolve(arm).resolve("model.zip"),
                    whole.resolve(arm).resolve("model.zip"));
        }
        assertSameScores(killed.resolve("eval/scores.csv"), whole.resolve("eval/scores.csv"));
        assertThat(filesIn(killed)).isEqualTo(filesIn(whole));
    }

    private static List<String> settings(double checkpointMinutes) {
        return List.of(
                "--seed",
                "3",
                "--set",
                "tuning.enabled=false",
                "--set",
                "ui.images=false",
                "--set",
                "base=random",
                "--set",
                "image.size=32",
                "--set",
                "training.epochs=3",
                "--set",
                "training.batchSize=4",
                "--set",
                "training.learningRate=0.001",
                "--set",
                "training.checkpointMinutes=" + checkpointMinutes,
                "--set",
                "evaluation.bootstrapRedraws=50");
    }

    private Process study(Path cohort, Path run, List<String> options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("study", "--no-ui"));
        arguments.addAll(List.of("--cohort", cohort.toString(), "--out", run.toString()));
        arguments.addAll(options);
        return processes.start(run, arguments);
    }

    private static boolean hasCheckpointWithinASecondEpoch(Path arm) throws IOException {
        Path checkpoints = arm.resolve("checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return false;
        }
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.matches("checkpoint-0000[2-9]-0*[1-9][0-9]*\\.zip"));
        }
    }

    private static List<List<String>> withoutTimes(Path history) throws IOException {
        List<List<String>> rows = rows(history);
        List<String> header = rows.get(0);
        assertThat(header).containsAll(TIMES);
        List<List<String>> kept = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < row.size(); column++) {
                if (!TIMES.contains(header.get(column))) {
                    cells.add(row.get(column));
                }
            }
            kept.add(cells);
        }
        return kept;
    }

    private static void assertSameScores(Path file, Path expected) throws IOException {
        List<List<String>> rows = rows(file);
        List<List<String>> expectedRows = rows(expected);
        assertThat(rows).hasSameSizeAs(expectedRows);
        assertThat(rows.get(0)).isEqualTo(expectedRows.get(0));
        for (int row = 1; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(0).size(); column++) {
                String cell = rows.get(row).get(column);
                String expectedCell = expectedRows.get(row).get(column);
                if (rows.get(0).get(column).startsWith("score")) {
                    assertThat(Double.parseDouble(cell))
                            .as("%s, row %d", file, row)
                            .isCloseTo(Double.parseDouble(expectedCell), within(1e-6));
                } else {
                    assertThat(cell).isEqualTo(expectedCell);
                }
            }
        }
    }

    private static void assertSameWeights(Path model, Path expected) throws IOException {
        ComputationGraph network = ModelSerializer.restoreComputationGraph(model.toFile(), false);
        ComputationGraph other = ModelSerializer.restoreComputationGraph(expected.toFile(), false);
        double largest = network.params().sub(other.params()).amaxNumber().doubleValue();
        network.close();
        other.close();
        assertThat(largest).as("%s, largest difference of a weight", model).isLessThan(1e-6);
    }

    private static List<List<String>> rows(Path csv) throws IOException {
        return Files.readAllLines(csv).stream().map(line -> List.of(line.split(",", -1))).toList();
    }

    private static List<String> filesIn(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.map(file -> root.relativize(file).toString()).sorted().toList();
        }
    }
}
