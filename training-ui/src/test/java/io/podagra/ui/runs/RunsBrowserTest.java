package io.podagra.ui.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.ui.InBrowser;
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
import org.junit.jupiter.params.provider.CsvSource;

class RunsBrowserTest extends InBrowser {
    @TempDir Path folder;
    private final List<RunStatsStorage> opened = new ArrayList<>();

    @AfterEach
    void closeRuns() {
        opened.forEach(RunStatsStorage::close);
    }

    @ParameterizedTest
    @CsvSource({"1280,light,en", "1280,dark,zh", "390,light,zh", "390,dark,en"})
    void runsStandSideBySide(int width, String colours, String language) throws IOException {
        show(
                RunFolders.finished(folder.resolve("resnet50-96px"), 0.001, "c0ffee", 0.913),
                RunFolders.finished(folder.resolve("lower-rate"), 0.0003, "c0ffee", 0.871),
                RunFolders.begun(folder.resolve("in-progress"), 0.0001, "c0ffee"));
        browser.resize(width, 900);
        browser.prefer(colours);
        open("?lang=" + language);

        browser.await("#comparison", "0.913");
        browser.await("#comparison", "training.learningRate");
        assertThat(browser.text("#comparison")).doesNotContain("training.epochs", "ui.port");
        assertThat(browser.text("#synthetic")).isNotEmpty();
        assertThat(overflow()).isZero();
        awaitChart();
        browser.screenshot("runs-%s-%s-%d".formatted(language, colours, width));
    }

    @Test
    void viewsAndAllSettingsAreShownOnDemand() throws IOException {
        show(
                RunFolders.finished(folder.resolve("one"), 0.001, "c0ffee", 0.913),
                RunFolders.finished(folder.resolve("two"), 0.0003, "c0ffee", 0.871));
        open("");
        browser.await("#comparison", "0.913 (0.863–0.963)");
        assertThat(browser.text("#comparison")).doesNotContain("dorsal view", "training.epochs");

        browser.click("#all-sets");
        browser.click("#all-settings");
        assertThat(browser.text("#comparison"))
                .contains("dorsal view", "training.epochs 30 30", "training.learningRate");
        browser.screenshot("runs-everything");
    }

    @Test
    void runsThatCannotBeComparedAndBrokenFilesAreSaid() throws IOException {
        Path broken = RunFolders.finished(folder.resolve("broken"), 0.001, "decaf", 0.9);
        Files.writeString(broken.resolve("run.yaml"), "[");
        Files.writeString(broken.resolve("eval/metrics.json"), "[");
        show(RunFolders.finished(folder.resolve("one"), 0.001, "c0ffee", 0.913), broken);
        open("");
        browser.await("#caution", "different cohorts");
        browser.await("#comparison", "run.yaml cannot be read");
        browser.await("#comparison", "eval/metrics.json cannot be read");
        browser.await("#comparison", "decaf");
        browser.screenshot("runs-broken");
    }

    @Test
    void aRunsLinksLeadToItsPages() {
        show(
                RunFolders.finished(folder.resolve("one"), 0.001, "c0ffee", 0.913),
                RunFolders.finished(folder.resolve("two"), 0.001, "c0ffee", 0.913));
        open("");
        browser.await("#comparison", "0.913");
        browser.click("#comparison a[href='/roc?run=one']");
        browser.await("#run-name", "one");
    }

    private void show(Path... runs) {
        opened.addAll(RunStatsStorage.replayAll(List.of(runs)));
        opened.forEach(run -> ui.attach(run.storage()));
    }

    private void open(String query) {
        browser.open(ui.address().resolve("/runs" + query));
    }

    private static void awaitChart() {
        browser.awaitScript("return document.querySelector('#forest canvas') !== null");
    }
}
