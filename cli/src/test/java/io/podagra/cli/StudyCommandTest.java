package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podagra.data.Cohort;
import io.podagra.data.Part;
import io.podagra.data.Split;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import io.podagra.model.ModelZip;
import io.podagra.pipeline.ImageLoader;
import io.podagra.pipeline.ImageSettings;
import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import io.podagra.ui.storage.RunStatsStorage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/** One tiny study, from images to report, and what users do with it afterwards. */
class StudyCommandTest {
    @TempDir private static Path folder;
    private static Path cohort;
    private static Path run;
    private static CommandRun study;

    /** The view 'single' has the name of the single model's arm. */
    @BeforeAll
    static void runStudy() throws IOException {
        cohort = TestCohorts.write(folder.resolve("cohort"), 20, "left", "single");
        run = folder.resolve("run");
        study =
                CommandRun.of(
                        "study",
                        "--cohort",
                        cohort,
                        "--out",
                        run,
                        "--port",
                        0,
                        "--seed",
                        3,
                        "--set",
                        "tuning.enabled=false",
                        "--set",
                        "image.size=32",
                        "--set",
                        "training.epochs=2",
                        "--set",
                        "evaluation.bootstrapRedraws=50");
        assertThat(study.err()).doesNotContain("podagra:");
        assertThat(study.exitCode()).isZero();
    }

    @Test
    void printsResultsOnStandardOutputAndProgressWithThePageOnce() {
        assertThat(study.out()).contains("DeLong", "report.html", "metrics.json", "model.zip");
        assertThat(study.err()).containsOnlyOnce("Watch the training: http://127.0.0.1:");
        assertThat(study.err()).contains("view-single: epoch 2 of 2", "validation AUC");
    }

    @Test
    void leavesEveryFileOfTheContractAndNothingHalfWritten() throws IOException {
        assertThat(filesIn(run))
                .contains(
                        "run.yaml",
                        "environment.json",
                        "split.csv",
                        "stats.db",
                        "single/history.csv",
                        "single/model.zip",
                        "left/history.csv",
                        "left/model.zip",
                        "view-single/history.csv",
                        "view-single/model.zip",
                        "eval/scores.csv",
                        "eval/metrics.json",
                        "eval/report.html",
                        "eval/roc-all.svg",
                        "eval/roc-left.svg",
                        "eval/roc-single.svg")
                .noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void historyHasOneRowAnEpoch() throws IOException {
        List<String> rows = Files.readAllLines(run.resolve("left/history.csv"));

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0))
                .isEqualTo(
                        "epoch,training_loss,validation_loss,validation_auc,learning_rate,"
                                + "images_per_second,seconds,best");
        assertThat(rows.get(2)).startsWith("2,");
    }

    @Test
    void scoresEveryTestImageByBothMethodsAndNoOther() {
        Split split = TestCohorts.split(run.resolve("split.csv"), Cohort.read(cohort));
        ScoreTable scores = ScoreTable.read(run.resolve("eval/scores.csv"));

        assertThat(scores.images())
                .extracting(ScoredImage::imageId)
                .containsExactlyInAnyOrderElementsOf(
                        split.images(Part.TEST).stream().map(image -> image.id()).toList());
        assertThat(scores.methods()).containsExactly(Method.SINGLE, Method.MULTIPLE);
    }

    @Test
    void plainDeeplearning4jGivesTheSameScoresFromTheZip() throws IOException {
        ScoredImage scored = ScoreTable.read(run.resolve("eval/scores.csv")).images().get(0);
        String arm = scored.view().equals("single") ? "view-single" : scored.view();

        assertThat(stockScore("single", scored))
                .isCloseTo(scored.score(Method.SINGLE).orElseThrow(), within(1e-6));
        assertThat(stockScore(arm, scored))
                .isCloseTo(scored.score(Method.MULTIPLE).orElseThrow(), within(1e-6));
    }

    @Test
    void modelsCarryTheOperatingPointOfTheReport() throws IOException {
        JsonNode methods = metrics(run.resolve("eval")).path("sets").path("all").path("methods");

        assertThat(
                        ModelZip.readMetadata(run.resolve("single/model.zip"))
                                .operatingPoint(Optional.empty()))
                .hasValueSatisfying(
                        point ->
                                assertThat(point.threshold())
                                        .isEqualTo(
                                                methods.path("single")
                                                        .path("threshold")
                                                        .asDouble()));
        assertThat(
                        ModelZip.readMetadata(run.resolve("left/model.zip"))
                                .operatingPoint(Optional.empty()))
                .hasValueSatisfying(
                        point ->
                                assertThat(point.threshold())
                                        .isEqualTo(
                                                methods.path("multiple")
                                                        .path("threshold")
                                                        .asDouble()));
    }

    @Test
    void evaluatingTheRunAgainGivesTheSameMetrics() throws IOException {
        Path again = folder.resolve("again");

        CommandRun evaluate = CommandRun.of("evaluate", "--run", run, "--out", again);

        assertThat(evaluate.exitCode()).isZero();
        assertThat(again.resolve("report.html"))
                .content()
                .contains("Study run", "weights learnt from synthetic images");
        assertThat(metrics(again).path("sets"))
                .isEqualTo(metrics(run.resolve("eval")).path("sets"));
    }

    @Test
    void predictsWhatTheStudyScored() throws IOException {
        ScoredImage scored = ScoreTable.read(run.resolve("eval/scores.csv")).images().get(0);
        Path image = cohort.resolve(scored.imageId());

        CommandRun predict =
                CommandRun.of("predict", "--model", run.resolve("single/model.zip"), image);

        assertThat(predict.exitCode()).isZero();
        List<String> rows = predict.out().lines().toList();
        assertThat(rows.get(0))
                .isEqualTo(
                        "image,frame,view,patient_id,score,probability,call,threshold,operating_point,arm,preprocessing,synthetic_model,warning,error");
        assertThat(Double.parseDouble(rows.get(1).split(",", -1)[4]))
                .isCloseTo(scored.score(Method.SINGLE).orElseThrow(), within(1e-6));
    }

    @Test
    void modelsTellTheirFiguresAndCanBeExportedAndInspected() throws IOException {
        Path model = folder.resolve("exported.zip");
        Path bundle = folder.resolve("bundle.zip");
        assertThat(CommandRun.of("export", "--run", run, "--arm", "left", "--out", model).err())
                .doesNotContain("podagra:");
        CommandRun bundled =
                CommandRun.of(
                        "export",
                        "--run",
                        run,
                        "--arm",
                        "multiple",
                        "--out",
                        bundle,
                        "--no-folded");
        assertThat(bundled.exitCode()).isZero();

        Path own = run.resolve("left/model.zip");
        assertThat(CommandRun.of("export", "--run", run, "--arm", "left", "--out", own).exitCode())
                .isEqualTo(2);

        JsonNode figures =
                new ObjectMapper()
                        .readTree(ModelZip.entry(model, "podagra/metrics.json").orElseThrow());
        assertThat(figures.at("/sets/left/figures"))
                .isEqualTo(metrics(run.resolve("eval")).at("/sets/left/methods/multiple"));
        CommandRun inspect = CommandRun.of("inspect", bundle);
        assertThat(inspect.exitCode()).isZero();
        assertThat(inspect.out())
                .contains("a bundle of 2 models", "every byte is as it was written")
                .contains("ResNet-50 for the view left", "Test images: left")
                .doesNotContain("p00");
        CommandRun predict =
                CommandRun.of(
                        "predict",
                        "--model",
                        bundle,
                        "--view",
                        "left",
                        cohort.resolve("p00-left-0.png"));
        assertThat(predict.exitCode()).isZero();
        assertThat(predict.out()).contains(",left,").doesNotContain("cannot");

        byte[] bytes = Files.readAllBytes(bundle);
        bytes[bytes.length / 2] ^= 1;
        Files.write(bundle, bytes);
        CommandRun changed = CommandRun.of("inspect", bundle);
        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.err()).contains("is damaged");
        assertThat(CommandRun.of("predict", "--model", bundle, cohort).exitCode()).isEqualTo(1);
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
                        metrics(run.resolve("eval")).at("/sets/all/methods/single/auc").asDouble(),
                        within(1e-9));
        assertThat(compared.path("aucNew").asDouble())
                .isCloseTo(
                        metrics(retrained.resolve("eval"))
                                .at("/sets/all/methods/single/auc")
                                .asDouble(),
                        within(1e-9));
        assertThat(compared.path("clustered").path("p").asDouble()).isBetween(0.0, 1.0);
        assertThat(compared.path("cautions")).isEmpty();
    }

    @Test
    void predictDrawsWhereImagesSpeakForAbnormal() throws IOException {
        Path pictures = folder.resolve("why");

        CommandRun predict =
                CommandRun.of(
                        "predict",
                        "--model",
                        run.resolve("single/model.zip"),
                        "--explain",
                        pictures,
                        cohort.resolve("p00-left-0.png"),
                        cohort.resolve("p01-left-0.png"));

        assertThat(predict.exitCode()).isZero();
        assertThat(pictures)
                .isDirectoryContaining("glob:**/0001-p00-left-0.png")
                .isDirectoryContaining("glob:**/0002-p01-left-0.png");
        assertThat(ImageIO.read(pictures.resolve("0001-p00-left-0.png").toFile()).getWidth())
                .isGreaterThanOrEqualTo(64);
    }

    @Test
    void predictScoresTheRestWhenOneImageIsBroken() throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        Files.copy(cohort.resolve("p00-left-0.png"), images.resolve("a.png"));
        Files.writeString(images.resolve("b.png"), "no image");
        Files.copy(cohort.resolve("p01-left-0.png"), images.resolve("c.png"));
        Path out = folder.resolve("predictions.csv");

        CommandRun predict =
                CommandRun.of(
                        "predict", "--model", run.resolve("left/model.zip"), "--out", out, images);

        assertThat(predict.exitCode()).isEqualTo(1);
        assertThat(predict.err()).contains("1 of 3 images could not be used");
        List<String> rows = Files.readAllLines(out);
        assertThat(rows).hasSize(4);
        assertThat(rows.get(1)).matches(".*a.png,,,,[01]\\.[0-9E-]+,.*,(ab)?normal,.*");
        assertThat(rows.get(2)).contains("b.png,,,,,,,").contains("b.png");
        assertThat(rows.get(3)).matches(".*c.png,,,,[01]\\.[0-9E-]+,.*,(ab)?normal,.*");
    }

    @Test
    void replaysTheCurvesFromTheRunFolder() {
        try (RunStatsStorage replay = RunStatsStorage.replay(run)) {
            assertThat(replay.storage().listSessionIDs())
                    .anyMatch(session -> session.contains("view-single"));
        }
    }

    @Test
    void thePagesTellWhatTheRunFolderHolds() throws Exception {
        try (RunStatsStorage replay = RunStatsStorage.replay(run);
                TrainingUi ui = TrainingUi.start(UiSettings.onPort(0))) {
            ui.attach(replay.storage());
            JsonNode now = shown(ui, "/study/data");
            assertThat(now.path("stage").asText()).isEqualTo("finished");
            assertThat(now.path("synthetic").asBoolean()).isFalse();
            assertThat(now.path("arms")).allMatch(arm -> arm.path("state").asText().equals("done"));

            for (JsonNode arm : shown(ui, "/training/data").path("arms")) {
                List<String> history =
                        Files.readAllLines(
                                run.resolve(arm.path("arm").asText()).resolve("history.csv"));
                assertThat(arm.at("/byEpoch/trainingLoss")).hasSize(history.size() - 1);
                assertThat(arm.at("/losses/loss")).isNotEmpty();
                assertThat(arm.at("/gradients/ratios/head")).isNotEmpty();
            }
        }
    }

    private static JsonNode shown(TrainingUi ui, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(ui.address().resolve(path)).build();
        String body =
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body();
        return new ObjectMapper().readTree(body).path("shown");
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

    private static double stockScore(String arm, ScoredImage scored) throws IOException {
        Path zip = run.resolve(arm).resolve("model.zip");
        ComputationGraph network = ModelSerializer.restoreComputationGraph(zip.toFile());
        DataNormalization normaliser = ModelSerializer.restoreNormalizerFromFile(zip.toFile());
        INDArray image =
                new ImageLoader(new ImageSettings(32)).load(cohort.resolve(scored.imageId()));
        normaliser.transform(image);
        double score = network.outputSingle(image).getDouble(0, 1);
        network.close();
        return score;
    }

    private static JsonNode metrics(Path evaluation) throws IOException {
        return new ObjectMapper().readTree(evaluation.resolve("metrics.json").toFile());
    }

    private static List<String> filesIn(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
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
