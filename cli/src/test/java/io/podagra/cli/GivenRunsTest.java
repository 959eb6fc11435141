package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenRunsTest {
    @TempDir Path folder;

    @Test
    void aFolderOfRunsStandsForThoseWithCurvesByName() throws IOException {
        Path second = run("second");
        Path first = run("first");
        Files.createDirectory(folder.resolve("notes"));
        Files.createFile(folder.resolve("notes.txt"));

        assertThat(GivenRuns.in(List.of(folder))).containsExactly(first, second);
        assertThat(GivenRuns.in(List.of(second, folder))).containsExactly(second, first);
    }

    @Test
    void aRunStandsForItselfEvenIfRunsLieInIt() throws IOException {
        Path run = run("run");
        Files.createFile(Files.createDirectory(run.resolve("inner")).resolve("stats.db"));

        assertThat(GivenRuns.in(List.of(run))).containsExactly(run);
    }

    @Test
    void aFolderWithoutARunStandsForItself() {
        Path nowhere = folder.resolve("nowhere");
        assertThat(GivenRuns.in(List.of(folder, nowhere))).containsExactly(folder, nowhere);
    }

    private Path run(String name) throws IOException {
        Path run = Files.createDirectory(folder.resolve(name));
        Files.createFile(run.resolve("stats.db"));
        return run;
    }
}
