package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podagra.data.Cohort;
import io.podagra.data.Part;
import io.podagra.data.Split;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import io.podagra.ui.storage.RunStatsStorage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a study prints and leaves behind. */
class StudyCommandTest {
    private static Path cohort;
    private static Path run;
    private static CommandRun study;

    @BeforeAll
    static void carryOut() throws IOException {
        cohort = TinyStudy.get().cohort();
        run = TinyStudy.get().run();
        study = TinyStudy.get().command();
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

    private static List<String> filesIn(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }
}
