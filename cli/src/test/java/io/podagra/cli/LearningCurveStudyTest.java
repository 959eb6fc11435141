package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podagra.eval.LearningCurve;
import io.podagra.eval.LearningCurve.Kind;
import io.podagra.eval.LearningCurve.Point;
import io.podagra.eval.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tiny study with a learning curve, and what goes on with it when it died. */
@TestMethodOrder(OrderAnnotation.class)
class LearningCurveStudyTest {
    @TempDir private static Path folder;
    private static Path cohort;
    private static Path run;
    private static CommandRun study;

    @BeforeAll
    static void runStudy() throws IOException {
        cohort = TestCohorts.write(folder.resolve("cohort"), 24, "left", "right");
        run = folder.resolve("run");
        study = study(run, "--learning-curve", "1,0.3");
        assertThat(study.exitCode()).as(study.err()).isZero();
    }

    @Test
    void trainsEveryNetworkOnEachFractionAndTheSingleOneOnAsManyImagesAsTheOthersHave() {
        assertThat(study.err())
                .contains(
                        "Training single (network 1 of 7)",
                        "Training single at 0.3 (network 4 of 7)",
                        "Training right at 0.3 (network 6 of 7)",
                        "Training single at equal-n (network 7 of 7)",
                        "single at equal-n: epoch 1 of 1");
    }

    @Test
    void keepsHistoryAndScoresOfEachButNoModelAndNoCheckpoint() throws IOException {
        try (Stream<Path> tree = Files.walk(run.resolve("learning-curve"))) {
            assertThat(tree.filter(Files::isRegularFile))
                    .extracting(file -> run.relativize(file).toString())
                    .containsExactlyInAnyOrder(
                            "learning-curve/0.3/single/history.csv",
                            "learning-curve/0.3/single/scores.csv",
                            "learning-curve/0.3/left/history.csv",
                            "learning-curve/0.3/left/scores.csv",
                            "learning-curve/0.3/right/history.csv",
                            "learning-curve/0.3/right/scores.csv",
                            "learning-curve/equal-n/single/history.csv",
                            "learning-curve/equal-n/single/scores.csv");
        }
        assertThat(run.resolve("cache")).doesNotExist();
    }

    @Test
    void thePointsAreThoseOfTheTrainings() throws IOException {
        List<Point> points = curve(run).points();

        assertThat(points)
                .extracting(Point::kind, Point::method)
                .containsExactly(
                        tuple(Kind.FRACTION, Method.SINGLE),
                        tuple(Kind.FRACTION, Method.MULTIPLE),
                        tuple(Kind.EQUAL_N, Method.SINGLE),
                        tuple(Kind.FRACTION, Method.SINGLE),
                        tuple(Kind.FRACTION, Method.MULTIPLE));
        Point whole = points.get(3);
        Point equal = points.get(2);
        assertThat(equal.trainingImages()).isEqualTo(points.get(4).trainingImages());
        assertThat(equal.trainingImages()).isEqualTo(whole.trainingImages() / 2);
        assertThat(points.get(0).trainingPatients())
                .isEqualTo(Math.round(0.3f * whole.trainingPatients()));
        JsonNode metrics = metrics(run.resolve("eval"));
        assertThat(metrics.at("/sets/all/methods/single/auc").asDouble())
                .isEqualTo(whole.auc().orElseThrow());
        assertThat(metrics.path("learningCurve")).hasSize(5);
    }

    @Test
    void evaluatingTheRunAgainGivesTheSameCurve() throws IOException {
        Path again = folder.resolve("again");

        CommandRun evaluate = CommandRun.of("evaluate", "--run", run, "--out", again);

        assertThat(evaluate.exitCode()).as(evaluate.err()).isZero();
        assertThat(metrics(again).path("learningCurve"))
                .isEqualTo(metrics(run.resolve("eval")).path("learningCurve"));
    }

    /** Last, for it changes the run. */
    @Test
    @Order(Order.DEFAULT + 1)
    void resumesByTrainingOnlyWhatIsMissing() throws IOException {
        LearningCurve before = curve(run);
        Files.delete(run.resolve("learning-curve/0.3/left/scores.csv"));
        Files.writeString(run.resolve("learning-curve/equal-n/single/scores.csv"), "image_id,p");
        Files.delete(run.resolve("eval/learning-curve.csv"));

        CommandRun resume =
                CommandRun.of("study", "--cohort", cohort, "--out", run, "--no-ui", "--resume");

        assertThat(resume.exitCode()).as(resume.err()).isZero();
        assertThat(resume.err())
                .contains(
                        "single: trained before",
                        "single at 0.3: trained before",
                        "right at 0.3: trained before",
                        "single at equal-n is trained again, its files are damaged",
                        "Training left at 0.3 (network 5 of 7)",
                        "Training single at equal-n (network 7 of 7)")
                .doesNotContain("Training single (", "Training right");
        List<Point> after = curve(run).points();
        assertThat(after).hasSize(5);
        for (int point : new int[] {0, 3, 4}) {
            assertThat(after.get(point)).isEqualTo(before.points().get(point));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | --learning-curve: a fraction of the training patients is 0.0, expected a",
                "0.5,1.5 | is 1.5, expected a number above 0, at most 1",
                "0.5,0.5 | the fraction 0.5 is there twice",
                "abc | 'abc' is not a double",
            })
    void refusesWhatIsNoFraction(String fractions, String problem) {
        CommandRun refused = study(folder.resolve("none"), "--learning-curve", fractions);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains(problem);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void refusesAFractionWithoutBothClassesBeforeAnythingIsTrained() {
        CommandRun refused = study(folder.resolve("none"), "--learning-curve", "0.05,0.5");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains(
                        "learningCurve: The fraction 0.05 of the ",
                        "images of the view left; choose a larger fraction, or add patients");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    /** With one view there is no other network of as many images as the single one has. */
    @Test
    void trainsOnAFractionWithTheSettingsThatWereFoundForTheFinalTraining() throws IOException {
        Path one = TestCohorts.write(folder.resolve("one"), 24, "left");
        Path tuned = folder.resolve("tuned");

        CommandRun found =
                CommandRun.of(
                        "study",
                        "--cohort",
                        one,
                        "--out",
                        tuned,
                        "--no-ui",
                        "--learning-curve",
                        "0.5",
                        "--set",
                        "tuning.trials=1",
                        "--set",
                        "tuning.stopping=none",
                        "--set",
                        "tuning.repeats.times=0",
                        "--set",
                        "ui.images=false",
                        "--set",
                        "tuning.space.training.learningRate={choice: [0.0007, 0.0008]}",
                        "--set",
                        "training.schedule={shape: constant, warmUpEpochs: 0}",
                        "--set",
                        "image.size=32",
                        "--set",
                        "training.epochs=1",
                        "--set",
                        "evaluation.bootstrapRedraws=50");

        assertThat(found.exitCode()).as(found.err()).isZero();
        assertThat(tuned.resolve("learning-curve/equal-n")).doesNotExist();
        for (String arm : List.of("single", "left")) {
            assertThat(learningRate(tuned.resolve("learning-curve/0.5").resolve(arm)))
                    .isEqualTo(learningRate(tuned.resolve(arm)))
                    .isIn("7.0E-4", "8.0E-4");
        }
    }

    private static String learningRate(Path arm) throws IOException {
        return Files.readAllLines(arm.resolve("history.csv")).get(1).split(",", -1)[4];
    }

    private static CommandRun study(Path out, String... more) {
        return CommandRun.of(
                Stream.concat(
                                Stream.of(
                                        "study",
                                        "--cohort",
                                        cohort,
                                        "--out",
                                        out,
                                        "--no-ui",
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
                                        "evaluation.bootstrapRedraws=50"),
                                Stream.of(more))
                        .toArray());
    }

    private static LearningCurve curve(Path of) {
        return LearningCurve.read(of.resolve("eval/learning-curve.csv"));
    }

    private static JsonNode metrics(Path evaluation) throws IOException {
        return new ObjectMapper().readTree(evaluation.resolve("metrics.json").toFile());
    }
}
