package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podagra.cli.study.OldModel;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with a study again: going on with it, evaluating it, beginning with its model. */
class StudyAgainTest {
    @TempDir private Path folder;
    private static Path cohort;
    private static Path run;

    @BeforeAll
    static void carryOut() throws IOException {
        cohort = TinyStudy.get().cohort();
        run = TinyStudy.get().run();
    }

    @Test
    void refusesAFolderThatIsInUse() {
        CommandRun again = CommandRun.of("study", "--cohort", cohort, "--out", run);

        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains(run + ": is not empty", "--resume");
    }

    @Test
    void resumesByTrainingOnlyWhatIsMissing() throws IOException {
        Path resumed = copyOf(run, folder.resolve("resumed"));
        Files.write(resumed.resolve("view-single/model.zip"), new byte[0]);
        deleteTree(resumed.resolve("eval"));
        Path unfinished =
                Files.createFile(
                        resumed.resolve("view-single")
                                .resolve(".model.zip." + UUID.randomUUID() + ".tmp.stock"));
        FileTime trainedBefore = Files.getLastModifiedTime(resumed.resolve("single/model.zip"));

        CommandRun resume =
                CommandRun.of("study", "--cohort", cohort, "--out", resumed, "--no-ui", "--resume");

        assertThat(resume.exitCode()).isZero();
        assertThat(unfinished).doesNotExist();
        assertThat(resume.err())
                .contains(
                        "single: trained before",
                        "left: trained before",
                        "view-single is trained again, its files are damaged");
        assertThat(Files.getLastModifiedTime(resumed.resolve("single/model.zip")))
                .isEqualTo(trainedBefore);
        ScoreTable before = ScoreTable.read(run.resolve("eval/scores.csv"));
        ScoreTable after = ScoreTable.read(resumed.resolve("eval/scores.csv"));
        for (int image = 0; image < before.images().size(); image++) {
            assertThat(after.images().get(image).score(Method.SINGLE))
                    .isEqualTo(before.images().get(image).score(Method.SINGLE));
        }
    }

    @Test
    void resumeRefusesOtherSettingsAndAnotherCohort() throws IOException {
        Path other = TestCohorts.write(folder.resolve("other"), 22, "left", "single");

        CommandRun settings =
                CommandRun.of("study", "--cohort", cohort, "--out", run, "--resume", "--seed", 4);
        CommandRun changed = CommandRun.of("study", "--cohort", other, "--out", run, "--resume");

        assertThat(settings.exitCode()).isEqualTo(2);
        assertThat(settings.err())
                .contains(
                        "leave out --config, --set, --seed, --unit, --base, --split, --whole-grid"
                                + " and --learning-curve");
        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.err()).contains("another state of the cohort");
    }

    @Test
    void evaluatingTheRunAgainGivesTheSameMetrics() throws IOException {
        Path again = folder.resolve("again");

        CommandRun evaluate = CommandRun.of("evaluate", "--run", run, "--out", again);

        assertThat(evaluate.exitCode()).isZero();
        assertThat(again.resolve("report.html"))
                .content()
                .contains("Study run", "weights learnt from synthetic images");
        assertThat(TinyStudy.metrics(again).path("sets"))
                .isEqualTo(TinyStudy.metrics(run.resolve("eval")).path("sets"));
    }

    @Test
    void withTheCohortTheReportOfARunShowsWhatSpeaksForAbnormal() throws IOException {
        Path without = folder.resolve("without");
        Path with = folder.resolve("with");
        // So that every normal image is called wrongly by both methods.
        Object[] command = {
            "evaluate", "--run", run, "--threshold", "single=0", "--threshold", "multiple=0"
        };

        assertThat(CommandRun.of(plus(command, "--out", without)).exitCode()).isZero();
        CommandRun evaluate = CommandRun.of(plus(command, "--out", with, "--cohort", cohort));

        assertThat(evaluate.exitCode()).as(evaluate.err()).isZero();
        assertThat(without.resolve("report.html"))
                .content()
                .contains("There are no pictures with these scores; evaluate shows them if")
                .doesNotContain("<img");
        String report = Files.readString(with.resolve("report.html"));
        assertThat(report).contains("Below each picture: the same image with what speaks for");
        assertThat(report.split("with what speaks for abnormal to the network\"", -1))
                .as("as many as there are pictures without")
                .hasSize((report.split("<img", -1).length - 1) / 2 + 1)
                .hasSizeGreaterThan(2);
    }

    private static Object[] plus(Object[] command, Object... more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray();
    }

    /** On the same split, so that the old model's AUC is that of its own study. */
    @Test
    void aStudyThatBeginsWithAModelComparesOldAndNew() throws IOException {
        Path retrained = folder.resolve("retrained");
        CommandRun study =
                CommandRun.of(
                        "study",
                        "--cohort",
                        cohort,
                        "--out",
                        retrained,
                        "--no-ui",
                        "--split",
                        run.resolve("split.csv"),
                        "--base",
                        run.resolve("single/model.zip"),
                        "--set",
                        "tuning.enabled=false",
                        "--set",
                        "ui.images=false",
                        "--set",
                        "training.epochs=1",
                        "--set",
                        "training.stages.frozen=5",
                        "--set",
                        "image.size=32",
                        "--set",
                        "evaluation.bootstrapRedraws=50");

        assertThat(study.err()).doesNotContain("podagra:");
        assertThat(study.out()).contains("single, old against new on");
        JsonNode compared =
                new ObjectMapper()
                        .readTree(retrained.resolve("eval/old-against-new.json").toFile());
        assertThat(compared.path("aucOld").asDouble())
                .isCloseTo(
                        TinyStudy.metrics(run.resolve("eval"))
                                .at("/sets/all/methods/single/auc")
                                .asDouble(),
                        within(1e-9));
        assertThat(compared.path("aucNew").asDouble())
                .isCloseTo(
                        TinyStudy.metrics(retrained.resolve("eval"))
                                .at("/sets/all/methods/single/auc")
                                .asDouble(),
                        within(1e-9));
        assertThat(compared.path("clustered").path("p").isNumber()).isTrue();
        assertThat(compared.path("clustered").path("p").asDouble()).isBetween(0.0, 1.0);
        assertThat(compared.path("delong").path("p").isNumber()).isTrue();
        assertThat(compared.path("cautions").isArray()).isTrue();
        assertThat(compared.path("cautions")).isEmpty();
        assertThat(OldModel.of(run.resolve("single/model.zip").toString()))
                .hasValueSatisfying(old -> assertThat(old.metadata().arm()).isEqualTo("single"));
    }

    private static Path copyOf(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path source : tree.toList()) {
                Path target = to.resolve(from.relativize(source).toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return to;
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
