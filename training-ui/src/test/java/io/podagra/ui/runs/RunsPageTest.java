package io.podagra.ui.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.podagra.ui.OverHttp;
import io.podagra.ui.storage.RunStatsStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunsPageTest extends OverHttp {
    @TempDir Path folder;
    private final List<RunStatsStorage> opened = new ArrayList<>();

    RunsPageTest() {
        super("/runs/data");
    }

    @AfterEach
    void closeRuns() {
        ui.close();
        opened.forEach(RunStatsStorage::close);
    }

    @Test
    void runsStandInTheOrderInWhichTheyWereGiven() throws IOException {
        show(
                RunFolders.finished(folder.resolve("b"), 0.001, "c0ffee", 0.91),
                RunFolders.finished(folder.resolve("a"), 0.0003, "c0ffee", 0.88));

        assertThat(data().findValuesAsText("run")).containsExactly("b", "a");
        assertThat(data().get("pages").toString())
                .contains("study", "training", "roc", "trials")
                .doesNotContain("runs");
    }

    @Test
    void aRunTellsItsSettingsFactsAndFigures() throws IOException {
        Path run = RunFolders.finished(folder.resolve("first"), 0.001, "c0ffee", 0.91);
        show(run);
        JsonNode shown = data().get("runs").get(0);

        assertThat(shown.get("stage").textValue()).isEqualTo("finished");
        assertThat(shown.get("synthetic").booleanValue()).isTrue();
        assertThat(shown.get("started").textValue()).isEqualTo("2026-11-28T22:25:38Z");
        assertThat(shown.get("folder").textValue()).isEqualTo(run.toString());
        assertThat(shown.get("report").textValue())
                .isEqualTo(run.resolve("eval/report.html").toString());
        assertThat(shown.get("problems")).isEmpty();
        assertThat(shown.at("/settings/training.learningRate").textValue()).isEqualTo("0.001");
        assertThat(shown.at("/settings/augmentation.rotation.range").textValue())
                .isEqualTo("-10.0, 10.0");
        assertThat(shown.at("/facts/cohort").textValue()).isEqualTo("c0ffee");
        assertThat(shown.get("split").textValue()).hasSize(64);

        JsonNode all = shown.get("sets").get(0);
        assertThat(all.get("set").textValue()).isEqualTo("all");
        assertThat(all.get("p").doubleValue()).isEqualTo(0.0421);
        JsonNode single = all.at("/methods/single");
        assertThat(single.get("auc").toString())
                .isEqualTo("{\"value\":0.91,\"low\":0.86,\"high\":0.96}");
        // Redrawn patients where there are, Wilson's where not, and no figure without a value.
        assertThat(single.at("/accuracy/low").doubleValue()).isEqualTo(0.6);
        assertThat(single.at("/sensitivity/low").doubleValue()).isEqualTo(0.5);
        assertThat(single.get("specificity").isNull()).isTrue();
    }

    @Test
    void aRunThatIsWrittenRunsAndOneThatEndedEarlyHasStopped() throws IOException {
        Path written = RunFolders.begun(folder.resolve("written"), 0.001, "c0ffee");
        show(RunFolders.begun(folder.resolve("ended"), 0.001, "c0ffee"), written);
        assertThat(data().findValuesAsText("stage")).containsExactly("stopped", "stopped");

        RunStatsStorage writer = RunStatsStorage.open(written);
        assertThat(data().findValuesAsText("stage")).containsExactly("stopped", "running");
        ui.attach(writer.storage());
        assertThat(data().findValuesAsText("stage"))
                .containsExactly("stopped", "running", "running");
        opened.add(writer);
    }

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        Path run = RunFolders.begun(folder.resolve("first"), 0.001, "c0ffee");
        show(run);
        assertThat(data().get("runs").get(0).has("sets")).isFalse();

        assertThatOnlyAChangeIsSentAgain(
                () -> RunFolders.finished(folder.resolve("first"), 0.01, "c0ffee", 0.9));
        JsonNode shown = data().get("runs").get(0);
        assertThat(shown.get("sets")).hasSize(2);
        assertThat(shown.at("/settings/training.learningRate").textValue()).isEqualTo("0.01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.yaml", "environment.json", "eval/metrics.json"})
    void aBrokenFileIsSaidAndBreaksNothingElse(String file) throws IOException {
        Path run = RunFolders.finished(folder.resolve("first"), 0.001, "c0ffee", 0.91);
        show(run, RunFolders.finished(folder.resolve("second"), 0.001, "c0ffee", 0.91));
        for (String content : List.of("[1, 2", "\u0000", "", "- a\n- b\n")) {
            Files.writeString(run.resolve(file), content);
            JsonNode runs = data().get("runs");
            assertThat(runs.get(0).at("/problems").path(file).asText())
                    .as("%s of %s", content, file)
                    .isEqualTo("broken");
            assertThat(runs.get(1).get("problems")).isEmpty();
        }
        Files.delete(run.resolve(file));
        JsonNode first = data().get("runs").get(0);
        assertThat(first.at("/problems").path(file).asText(""))
                .isEqualTo(file.startsWith("eval") ? "" : "missing");
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed() throws IOException {
        Path run = RunFolders.finished(folder.resolve("run"), 0.001, "c0ffee", 0.92);
        Path other = RunFolders.finished(folder.resolve("other"), 0.5, "decaf", 0.5);
        for (String file :
                List.of("run.yaml", "environment.json", "eval/metrics.json", "eval/report.html")) {
            Files.delete(run.resolve(file));
        }
        Files.delete(run.resolve("eval"));
        for (String link : List.of("run.yaml", "environment.json", "eval")) {
            Files.createSymbolicLink(run.resolve(link), other.resolve(link));
        }
        show(run);
        JsonNode shown = data().get("runs").get(0);
        for (String file : List.of("run.yaml", "environment.json", "eval/metrics.json")) {
            assertThat(shown.get("problems").path(file).asText()).as(file).isEqualTo("broken");
        }
        assertThat(shown.has("report")).isFalse();
        assertThat(shown.toString()).doesNotContain("decaf", "0.5");
    }

    @Test
    void aFolderThatIsReachedByALinkIsRead() throws IOException {
        Path run = RunFolders.finished(folder.resolve("run"), 0.001, "c0ffee", 0.92);
        show(Files.createSymbolicLink(folder.resolve("link"), run));
        JsonNode shown = data().get("runs").get(0);
        assertThat(shown.get("problems")).isEmpty();
        assertThat(shown.has("report")).isTrue();
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        Path run = RunFolders.finished(folder.resolve("run"), 0.001, "c0ffee", 0.92);
        Files.writeString(run.resolve("run.yaml"), "#".repeat(1 << 20) + "\nseed: 1\n");
        show(run);
        assertThat(data().at("/runs/0/problems/run.yaml").asText()).isEqualTo("broken");
    }

    @Test
    void aRunWithoutAFolderIsNotCompared() throws IOException {
        attached("demo");
        assertThat(data().get("runs")).isEmpty();
    }

    @Test
    void noRequestNamesAFile() throws IOException {
        show(RunFolders.finished(folder.resolve("first"), 0.001, "c0ffee", 0.91));
        String before = body();
        assertThat(body("?run=../../etc/passwd&folder=/etc")).isEqualTo(before);
    }

    private void show(Path... runs) {
        opened.addAll(RunStatsStorage.replayAll(List.of(runs)));
        opened.forEach(run -> ui.attach(run.storage()));
    }
}
