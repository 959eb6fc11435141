package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study whose second epoch cannot go well. */
class DivergedStudyTest {
    /** The head alone in the first epoch; then stage 5, at a pace that no weight survives. */
    private static final String RATES = "[1, 1, 1, 1, 1e30, 0.001]";

    @TempDir private Path folder;

    @Test
    void saysInOneSentenceWhatToLowerAndKeepsTheCheckpointFromBefore() throws IOException {
        Path cohort = TestCohorts.write(folder.resolve("cohort"), 8, "left");
        Path run = folder.resolve("run");

        CommandRun study =
                CommandRun.of(
                        "study",
                        "--cohort",
                        cohort,
                        "--out",
                        run,
                        "--no-ui",
                        "--set",
                        "tuning.enabled=false",
                        "--set",
                        "base=podagra",
                        "--set",
                        "image.size=32",
                        "--set",
                        "training.epochs=3",
                        "--set",
                        "training.batchSize=4",
                        "--set",
                        "training.learningRate=0.1",
                        "--set",
                        "training.stages.frozen=5",
                        "--set",
                        "training.stages.unfreezeEvery=1",
                        "--set",
                        "training.stages.rates=" + RATES);

        assertDiverged(study);
        assertThat(Files.readAllLines(run.resolve("single/history.csv"))).hasSize(2);
        assertThat(run.resolve("single/checkpoints/checkpoint-00002-000000.zip")).isNotEmptyFile();
        assertThat(run.resolve("single/model.zip")).doesNotExist();

        CommandRun resumed =
                CommandRun.of("study", "--cohort", cohort, "--out", run, "--no-ui", "--resume");

        assertDiverged(resumed);
        assertThat(resumed.err()).contains("single: goes on from its checkpoint in epoch 2");
    }

    private static void assertDiverged(CommandRun run) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().filter(line -> line.startsWith("podagra: ")))
                .singleElement()
                .asString()
                .matches(
                        "podagra: training diverged in epoch 2: (the loss is \\S+|some weights are"
                            + " no numbers); start a new run with a lower training\\.learningRate"
                            + " \\(now 0\\.1\\) or a longer training\\.schedule\\.warmUpEpochs"
                            + " \\(now [0-9.]+\\)");
        assertThat(run.err()).doesNotContain("\tat ");
    }
}
