package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podagra.cli.study.TuningFile;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelZip;
import io.podagra.model.tuning.TuningSummary;
import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import io.podagra.ui.storage.RunStatsStorage;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The settings of one network are searched in a grid, half of which no weight survives; then a
 * study goes on with the run.
 */
class TuneCommandTest {
    /** The last rates are those of a head that is thrown away by its first step. */
    private static final String SETTINGS =
            """
            seed: 3
            base: random
            image: {size: 32}
            training: {epochs: 1, batchSize: 4}
            tuning:
              search: grid
              trials: 2
              stopping: none
              repeats: {best: 1, times: 1}
              space:
                training.learningRate: {choice: [0.001, 0.0001]}
                training.stages.rates: {choice: [[1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1e30]]}
                training.weightDecay: 0.01
            evaluation: {bootstrapRedraws: 50}
            ui: {images: false}
            """;

    @TempDir private static Path folder;
    private static Path cohort;
    private static Path config;
    private static Path run;
    private static CommandRun tune;
    private static String trials;
    private static List<String> filesOfTune;
    private static CommandRun tunedAgain;
    private static CommandRun study;

    @BeforeAll
    static void tuneOneNetworkAndGoOnWithTheStudy() throws IOException {
        cohort = TestCohorts.write(folder.resolve("cohort"), 20, "left");
        markAsSynthetic(cohort.resolve("manifest.csv"));
        config = Files.writeString(folder.resolve("grid.yaml"), SETTINGS);
        run = folder.resolve("run");
        tune = tune("--arm", "single", "--out", run, "--config", config, "--whole-grid");
        assertThat(tune.err()).doesNotContain("podagra:");
        assertThat(tune.exitCode()).isZero();
        trials = Files.readString(run.resolve("single/trials.csv"));
        filesOfTune = filesIn(run);
        tunedAgain = tune("--arm", "single", "--out", run, "--resume");
        study = CommandRun.of("study", "--cohort", cohort, "--out", run, "--no-ui", "--resume");
        assertThat(study.err()).doesNotContain("podagra:");
        assertThat(study.exitCode()).isZero();
    }

    private static void markAsSynthetic(Path manifest) throws IOException {
        List<String> rows = new ArrayList<>();
        for (String row : Files.readAllLines(manifest)) {
            rows.add(row + (rows.isEmpty() ? ",synthetic" : ",true"));
        }
        Files.write(manifest, rows);
    }

    @Test
    void printsTheChoiceAsATableAndWhereThingsAre() {
        assertThat(tune.out())
                .startsWith("SYNTHETIC DATA: ")
                .containsPattern(
                        "single: 4 trials in .*, best trial [1-4]: validation AUC of images")
                .containsPattern("setting +best +mattered")
                .containsPattern("training\\.learningRate +0\\.0+1 ")
                .containsPattern("training\\.stages\\.rates +\\[1, 1, 1, 1, 1, 1\\]")
                .containsPattern("training\\.weightDecay +0\\.01 +fixed")
                .containsPattern("Trials: +\\S+single/trials\\.csv")
                .containsPattern("Choice: +\\S+single/tuning\\.json")
                .contains("Replay:  podagra ui " + run);
        assertThat(tune.err()).contains("The grid has 4 points", "single: trial 4 of 4");
    }

    @Test
    void everyTrialIsARowAndOneThatDivergedHasItsReason() throws IOException {
        List<CSVRecord> rows = rows(run.resolve("single/trials.csv"));

        assertThat(trials.lines().findFirst())
                .hasValue(
                        "trial,repeat,status,score,epochs,seconds,reason,curve,"
                                + "training.learningRate,training.stages.rates");
        assertThat(rows).hasSize(5);
        assertThat(rows.subList(0, 4))
                .extracting(row -> row.get("trial") + "/" + row.get("repeat"))
                .containsExactly("1/0", "2/0", "3/0", "4/0");
        assertThat(rows.subList(0, 4).stream().map(TuneCommandTest::point).distinct()).hasSize(4);
        assertThat(rows.subList(0, 4))
                .allSatisfy(
                        row -> {
                            boolean wild = row.get("training.stages.rates").contains("E30");
                            assertThat(row.get("status")).isEqualTo(wild ? "failed" : "complete");
                            assertThat(row.get("reason"))
                                    .matches(wild ? "training diverged in epoch 1: .*" : "");
                            assertThat(row.get("score")).matches(wild ? "" : "[01]\\.\\d+");
                            assertThat(row.get("curve")).matches(wild ? "" : "[01]\\.\\d+");
                            assertThat(row.get("epochs")).isEqualTo(wild ? "0" : "1");
                            assertThat(row.get("seconds")).matches("\\d+\\.\\d");
                        });
        assertThat(rows.get(4).get("repeat")).isEqualTo("1");
    }

    private static List<String> point(CSVRecord row) {
        return List.of(row.get("training.learningRate"), row.get("training.stages.rates"));
    }

    @Test
    void theChoiceIsOnDisk() throws IOException {
        JsonNode file = new ObjectMapper().readTree(run.resolve("single/tuning.json").toFile());
        List<CSVRecord> rows = rows(run.resolve("single/trials.csv"));
        CSVRecord chosen = rows.get(file.path("chosen").asInt() - 1);

        assertThat(file.path("schema").asText()).isEqualTo("podagra.tuning/1");
        assertThat(file.path("synthetic").asBoolean()).isTrue();
        assertThat(file.path("complete").asInt()).isEqualTo(2);
        assertThat(file.path("failed").asInt()).isEqualTo(2);
        assertThat(file.path("repeats").asInt()).isEqualTo(1);
        assertThat(file.at("/values/training.learningRate").asDouble())
                .isEqualTo(Double.parseDouble(chosen.get("training.learningRate")));
        assertThat(file.at("/values/training.weightDecay").asDouble()).isEqualTo(0.01);
        double mean = Double.parseDouble(rows.get(4).get("score")); // of the only repeat
        assertThat(file.path("mean").asDouble()).isEqualTo(mean);
    }

    @Test
    void nothingIsTrainedWithTheChoiceYetAndNoOtherNetworkIsTuned() {
        assertThat(filesOfTune)
                .contains(
                        "run.yaml",
                        "environment.json",
                        "split.csv",
                        "single/trials.csv",
                        "single/tuning.json")
                .noneMatch(name -> name.endsWith("model.zip") || name.startsWith("left/"))
                .noneMatch(name -> name.contains("checkpoint") || name.endsWith(".tmp"));
    }

    @Test
    void tuningATunedNetworkSaysTheSameAgain() {
        assertThat(tunedAgain.exitCode()).as(tunedAgain.err()).isZero();
        assertThat(tunedAgain.out()).isEqualTo(tune.out());
        assertThat(tunedAgain.err()).doesNotContain("single: trial");
    }

    @Test
    void theStudyGoesOnWithTheChoiceAndTunesTheOthers() throws IOException {
        assertThat(run.resolve("single/trials.csv")).hasContent(trials);
        assertThat(study.err()).doesNotContain("single: trial").contains("left: trial 4 of 4");
        assertThat(rows(run.resolve("left/trials.csv"))).hasSize(5);
        assertThat(study.out()).contains("single: 4 trials in", "left: 4 trials in");
    }

    @Test
    void modelsHaveTheChosenSettingsAndSayHowTheyWereFound() throws IOException {
        for (String arm : List.of("single", "left")) {
            TuningSummary chosen = TuningFile.read(run.resolve(arm).resolve("tuning.json"));
            ModelMetadata.Training training =
                    ModelZip.readMetadata(run.resolve(arm).resolve("model.zip")).training();

            assertThat(training.tuning()).contains(chosen);
            assertThat(training.settings().learningRate())
                    .isEqualTo(chosen.values().get("training.learningRate"));
            assertThat(training.settings().weightDecay()).isEqualTo(0.01);
            assertThat(training.settings().stages().rates()).containsOnly(1.0);
        }
    }

    /** Resumed, the study trains nothing, and has the settings from the models alone. */
    @Test
    void theStudyPageShowsTheChosenSettingsAlsoOfAStudyThatWasResumed() throws Exception {
        Path resumed = folder.resolve("resumed");
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.toList()) {
                Files.copy(file, resumed.resolve(run.relativize(file)));
            }
        }
        CommandRun again =
                CommandRun.of("study", "--cohort", cohort, "--out", resumed, "--no-ui", "--resume");
        assertThat(again.exitCode()).isZero();

        Map<String, JsonNode> before = shownSettings(run);
        assertThat(before.keySet()).containsExactlyInAnyOrder("single", "left");
        assertThat(shownSettings(resumed)).isEqualTo(before);
        for (String arm : before.keySet()) {
            double rate =
                    ModelZip.readMetadata(run.resolve(arm).resolve("model.zip"))
                            .training()
                            .settings()
                            .learningRate();
            assertThat(before.get(arm).path("training.learningRate").asText())
                    .startsWith(Double.toString(rate));
        }
    }

    private static Map<String, JsonNode> shownSettings(Path run) throws Exception {
        try (RunStatsStorage replay = RunStatsStorage.replay(run);
                TrainingUi ui = TrainingUi.start(UiSettings.onPort(0))) {
            ui.attach(replay.storage());
            HttpRequest request =
                    HttpRequest.newBuilder(ui.address().resolve("/study/data")).build();
            String body =
                    HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .body();
            Map<String, JsonNode> settings = new HashMap<>();
            new ObjectMapper()
                    .readTree(body)
                    .at("/shown/arms")
                    .forEach(arm -> settings.put(arm.path("arm").asText(), arm.path("settings")));
            return settings;
        }
    }

    @Test
    void theReportTellsTheSearch() throws IOException {
        TuningSummary chosen = TuningFile.read(run.resolve("single/tuning.json"));

        for (String file : List.of("eval/report.html", "eval/context.json")) {
            assertThat(run.resolve(file))
                    .content()
                    .contains(
                            "Tuning of single",
                            "Tuning of left",
                            "grid search",
                            "4 trials (2 in full, 0 ended early, 2 failed)",
                            "trial " + chosen.chosen() + " with ",
                            "training.learningRate "
                                    + plain(chosen.values().get("training.learningRate")));
        }
    }

    private static String plain(Object number) {
        return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }

    @Test
    void goingOnTakesNoOtherSettings() {
        for (Object[] other :
                new Object[][] {
                    {"--whole-grid"}, {"--set", "tuning.trials=9"}, {"--config", config}
                }) {
            CommandRun resume =
                    tune(
                            Stream.concat(
                                            Stream.of("--arm", "left", "--out", run, "--resume"),
                                            Stream.of(other))
                                    .toArray());

            assertThat(resume.exitCode()).isEqualTo(2);
            assertThat(resume.err())
                    .contains("--resume goes on with the settings in", "--whole-grid");
        }
    }

    @Test
    void anUnknownNetworkIsToldFromThoseThereAreBeforeAnythingIsWritten() {
        Path out = folder.resolve("unknown");

        CommandRun unknown = tune("--arm", "dorsal", "--out", out, "--set", "image.size=32");

        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err())
                .contains("podagra: there is no arm 'dorsal'; this cohort has single, left");
        assertThat(unknown.out()).isEmpty();
        assertThat(out).doesNotExist();
    }

    /** 50 values of three settings, and of the others four and two: frozen needs base weights. */
    @Test
    void aGridOfAMillionPointsIsRefusedWithItsSizeAndTimeBeforeAnythingIsWritten() {
        Path out = folder.resolve("million");

        CommandRun refused =
                CommandRun.of(
                        "study",
                        "--cohort",
                        cohort,
                        "--out",
                        out,
                        "--no-ui",
                        "--set",
                        "base=random",
                        "--set",
                        "tuning.search=grid",
                        "--set",
                        "tuning.gridSteps=50");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .containsPattern(
                        "podagra: The grid has 1,000,000 points, about [0-9,]+ days if each is"
                                + " trained in full, and tuning\\.trials is 20; --whole-grid tries"
                                + " them all");
        assertThat(refused.out()).isEmpty();
        assertThat(out).doesNotExist();
    }

    @Test
    void withoutTuningThereIsNothingToDo() {
        CommandRun off =
                tune(
                        "--arm",
                        "single",
                        "--out",
                        folder.resolve("off"),
                        "--set",
                        "tuning.enabled=false");

        assertThat(off.exitCode()).isEqualTo(2);
        assertThat(off.err()).contains("tuning.enabled is false, and there is nothing else to do");
        assertThat(folder.resolve("off")).doesNotExist();
    }

    private static CommandRun tune(Object... options) {
        Object[] given = {"tune", "--cohort", cohort, "--no-ui"};
        return CommandRun.of(Stream.concat(Stream.of(given), Stream.of(options)).toArray());
    }

    private static List<CSVRecord> rows(Path csv) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
        try (Reader reader = Files.newBufferedReader(csv);
                var records = format.parse(reader)) {
            return records.getRecords();
        }
    }

    private static List<String> filesIn(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }
}
