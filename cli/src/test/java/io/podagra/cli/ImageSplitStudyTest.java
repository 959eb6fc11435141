package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.podagra.data.SplitUnit;
import io.podagra.model.ModelZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study on a split by images, made before: nobody can take its figures for those of patients. */
class ImageSplitStudyTest {
    private static final String CAUTION = "Split by images, not by patients: ";

    @TempDir private static Path folder;
    private static Path file;
    private static Path run;
    private static CommandRun study;

    @BeforeAll
    static void runStudy() throws IOException {
        Path cohort = TestCohorts.write(folder.resolve("cohort"), 12, "dorsal");
        file = folder.resolve("by: images.csv");
        CommandRun split = CommandRun.of("split", cohort, "--out", file, "--unit", "image");
        assertThat(split.exitCode()).isZero();
        run = folder.resolve("run");
        study =
                CommandRun.of(
                        "study",
                        "--cohort",
                        cohort,
                        "--out",
                        run,
                        "--no-ui",
                        "--quiet",
                        "--unit",
                        "image",
                        "--split",
                        file,
                        "--set",
                        "tuning.enabled=false",
                        "--set",
                        "ui.images=false",
                        "--set",
                        "image.size=32",
                        "--set",
                        "training.epochs=1",
                        "--set",
                        "training.stages.frozen=5",
                        "--set",
                        "evaluation.bootstrapRedraws=10");
        assertThat(study.err()).doesNotContain("podagra:");
        assertThat(study.exitCode()).isZero();
    }

    @Test
    void theTerminalWarnsBeforeTheTrainingAndAboveTheFigures() {
        assertThat(study.err()).contains("WARNING: " + CAUTION);
        assertThat(study.out()).startsWith("WARNING: " + CAUTION);
    }

    @Test
    void theRunSaysIt() throws IOException {
        assertThat(run.resolve("run.yaml")).content().contains("unit: image");
        assertThat(
                        new ObjectMapper()
                                .readTree(run.resolve("environment.json").toFile())
                                .at("/split/unit")
                                .asText())
                .isEqualTo("image");
        assertThat(run.resolve("eval/context.json")).content().contains(CAUTION);
        assertThat(run.resolve("eval/metrics.json")).content().contains(CAUTION);
    }

    @Test
    void theReportSaysItBeforeTheAnswerAndAmongTheFacts() throws IOException {
        String report = Files.readString(run.resolve("eval/report.html"));

        // Through pictures, which are megabytes, AssertJ looks for a minute.
        assertThat(report.replaceAll("base64,[^\"]*", ""))
                .containsSubsequence(
                        "<p class=\"banner\" role=\"note\">" + CAUTION,
                        "The answer",
                        "by images, not by patients; as given in by: images.csv");
    }

    @Test
    void everyModelSaysIt() {
        for (String arm : new String[] {"single", "dorsal"}) {
            assertThat(
                            ModelZip.readMetadata(run.resolve(arm).resolve("model.zip"))
                                    .training()
                                    .splitUnit())
                    .isEqualTo(SplitUnit.IMAGE);
        }
    }

    @Test
    void theSplitIsTheOneThatWasGiven() {
        assertThat(run.resolve("split.csv")).hasSameTextualContentAs(file);
    }

    @Test
    void goingOnWithTheRunAndEvaluatingItAgainSayItToo() {
        CommandRun resume =
                CommandRun.of(
                        "study",
                        "--cohort",
                        folder.resolve("cohort"),
                        "--out",
                        run,
                        "--no-ui",
                        "--resume");
        CommandRun evaluate =
                CommandRun.of("evaluate", "--run", run, "--out", folder.resolve("again"));

        assertThat(resume.exitCode()).isZero();
        assertThat(resume.err()).contains("WARNING: " + CAUTION, "single: trained before");
        assertThat(evaluate.out()).startsWith("WARNING: " + CAUTION);
        assertThat(folder.resolve("again/report.html")).content().contains(CAUTION);
    }

    @Test
    void goingOnTakesNoOtherUnit() {
        CommandRun resume =
                CommandRun.of(
                        "study",
                        "--cohort",
                        folder.resolve("cohort"),
                        "--out",
                        run,
                        "--resume",
                        "--unit",
                        "patient");

        assertThat(resume.exitCode()).isEqualTo(2);
        assertThat(resume.err())
                .contains(
                        "leave out --config, --set, --seed, --unit, --base, --split, --whole-grid"
                                + " and --learning-curve");
    }
}
