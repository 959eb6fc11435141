package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that trains the heads alone, on images that are not varied, and is watched. */
class HeadOnlyStudyTest {
    @TempDir private Path folder;

    @Test
    void saysThatFeaturesAreComputedOnceAndLeavesNoneBehind() throws IOException {
        Path cohort = TestCohorts.write(folder.resolve("cohort"), 12, "left");
        Path run = folder.resolve("run");

        CommandRun study =
                CommandRun.of(
                        "study",
                        "--cohort",
                        cohort,
                        "--out",
                        run,
                        "--port",
                        0,
                        "--set",
                        "tuning.enabled=false",
                        "--set",
                        "ui.images=false",
                        "--set",
                        "base=podagra",
                        "--set",
                        "image.size=32",
                        "--set",
                        "augmentation.enabled=false",
                        "--set",
                        "training.epochs=3",
                        "--set",
                        "training.stages.frozen=5",
                        "--set",
                        "ui.everySteps=1",
                        "--set",
                        "evaluation.bootstrapRedraws=50");

        assertThat(study.exitCode()).as(study.err()).isZero();
        assertThat(study.err())
                .containsOnlyOnce("single: only the head is trained: features of ")
                .containsOnlyOnce("left: only the head is trained: features of ")
                .contains("left: epoch 3 of 3")
                .doesNotContain("cannot be recorded");
        assertThat(run.resolve("single/model.zip")).isNotEmptyFile();
        assertThat(run.resolve("cache")).doesNotExist();
    }
}
