package io.podagra.cli.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podagra.cli.TestCohorts;
import io.podagra.cli.settings.SettingsFile;
import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.terminal.Progress;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.StudyMetrics;
import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import io.podagra.ui.storage.RunStatsStorage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of ROC curves tells while a real, very small study is trained, and afterwards. */
class RocPageOfAStudyTest {
    private static final int EPOCHS = 2;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir private Path folder;
    private URI data = URI.create("about:blank");

    @Test
    void growsEpochByEpochAndIsTheSameWhenReopened() throws Exception {
        Path cohort = TestCohorts.write(folder.resolve("cohort"), 20, "left", "single");
        StudySettings settings = settings();
        RunFolder run = RunFolder.forNewRun(folder.resolve("run"));
        AtEpochs asked = new AtEpochs();
        String live;
        StudyMetrics metrics;
        try (PrintStream out = new PrintStream(asked, true, StandardCharsets.UTF_8);
                Study study = Study.begin(cohort, run, settings, Progress.on(out));
                StudyPage page = StudyPage.open(run, study, settings.ui(), Progress.silent())) {
            data = page.address().orElseThrow().resolve("/roc/data");
            metrics = study.run(page);
            live = body(data);
        }

        // The console has the word before the page has the curve, so the page is one epoch behind.
        assertThat(asked.seen)
                .containsExactly(
                        "single 0",
                        "single 1",
                        "left 0",
                        "left 1",
                        "view-single 0",
                        "view-single 1");
        JsonNode shown = MAPPER.readTree(live).path("shown");
        assertThat(shown.path("aucByEpoch"))
                .extracting(
                        series -> series.path("arm").asText(),
                        series -> series.path("set").asText(),
                        series -> series.path("epoch").size())
                .containsExactlyInAnyOrder(
                        tuple("single", "all", EPOCHS),
                        tuple("single", "left", EPOCHS),
                        tuple("single", "single", EPOCHS),
                        tuple("left", "left", EPOCHS),
                        tuple("view-single", "single", EPOCHS),
                        tuple("multiple", "all", EPOCHS));
        assertThat(curve(shown, "multiple", "all", "validation").path("epochs"))
                .isEqualTo(MAPPER.valueToTree(Map.of("left", EPOCHS, "view-single", EPOCHS)));
        assertThatTestImagesAreAsInTheReport(shown, metrics);

        try (RunStatsStorage replayed = RunStatsStorage.replay(run.path());
                TrainingUi ui = TrainingUi.start(UiSettings.onPort(0))) {
            ui.attach(replayed.storage());
            assertThat(body(ui.address().resolve("/roc/data"))).isEqualTo(live);
        }
    }

    private static void assertThatTestImagesAreAsInTheReport(JsonNode shown, StudyMetrics metrics) {
        assertThat(metrics.sets().keySet()).containsExactly("all", "left", "single");
        metrics.sets()
                .forEach(
                        (set, figures) ->
                                figures.methods()
                                        .forEach(
                                                (method, own) -> {
                                                    JsonNode point =
                                                            curve(shown, method.word(), set, "test")
                                                                    .path("operatingPoint");
                                                    assertThat(point.path("threshold").asDouble())
                                                            .isEqualTo(rounded(own.threshold()));
                                                    assertThat(point.path("sensitivity").asDouble())
                                                            .isEqualTo(
                                                                    rounded(
                                                                            own.sensitivity()
                                                                                    .value()
                                                                                    .orElseThrow()));
                                                }));
        assertThat(shown.path("comparisons")).hasSize(3);
        SetMetrics all = metrics.all();
        assertThat(shown.at("/comparisons/0/patients").asInt()).isEqualTo(all.patients());
        assertThat(shown.at("/comparisons/0/difference").asDouble())
                .isEqualTo(rounded(all.comparison().orElseThrow().aucDifference().orElseThrow()));
    }

    private static JsonNode curve(JsonNode shown, String arm, String set, String part) {
        for (JsonNode curve : shown.path("curves")) {
            if (curve.path("arm").asText().equals(arm)
                    && curve.path("set").asText().equals(set)
                    && curve.path("part").asText().equals(part)) {
                return curve;
            }
        }
        throw new AssertionError("no curve of %s on %s, %s".formatted(arm, set, part));
    }

    private static StudySettings settings() {
        return SettingsFile.read(
                StudySettings.defaults(),
                List.of(),
                Map.of(
                        "base", "random",
                        "seed", "3",
                        "image.size", "32",
                        "training.epochs", String.valueOf(EPOCHS),
                        "tuning.enabled", "false",
                        "evaluation.bootstrapRedraws", "50",
                        "ui.port", "0"));
    }

    private static double rounded(double value) {
        return Math.round(value * 1e5) / 1e5;
    }

    private static String body(URI address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address).build();
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks the page how many epochs of an arm it has whenever the console says that one ended. */
    private final class AtEpochs extends OutputStream {
        private final List<String> seen = new ArrayList<>();
        private final StringBuilder line = new StringBuilder();

        @Override
        public void write(int character) {
            if (character != '\n') {
                line.append((char) character);
                return;
            }
            if (line.toString().matches(".*: epoch \\d+ of \\d+.*validation AUC.*")) {
                String arm = line.substring(0, line.indexOf(":"));
                seen.add(arm + " " + epochs(arm));
            }
            line.setLength(0);
        }

        private int epochs(String arm) {
            try {
                for (JsonNode series : MAPPER.readTree(body(data)).at("/shown/aucByEpoch")) {
                    if (series.path("arm").asText().equals(arm)) {
                        return series.path("epoch").size();
                    }
                }
                return 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
