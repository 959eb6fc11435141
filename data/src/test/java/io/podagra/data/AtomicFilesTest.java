package io.podagra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void createsTheFoldersAboveAndTheFile() throws IOException {
        Path file = folder.resolve("a/b/c.txt");

        AtomicFiles.writeString(file, "Zürich\n");

        assertThat(file).hasContent("Zürich\n");
    }

    @Test
    void replacesAFileAndLeavesNothingBesideIt() throws IOException {
        Path file = folder.resolve("c.txt");
        AtomicFiles.writeString(file, "old");

        AtomicFiles.writeText(file, writer -> writer.write("new"));

        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("c.txt");
    }

    @Test
    void keepsTheOldFileUntilTheNewOneIsWhole() throws IOException {
        Path file = folder.resolve("c.txt");
        AtomicFiles.writeString(file, "old");

        AtomicFiles.writeText(
                file,
                writer -> {
                    writer.write("new");
                    writer.flush();
                    assertThat(file).hasContent("old");
                });

        assertThat(file).hasContent("new");
    }

    @Test
    void tellsItsTemporaryFilesFromAllOthers() throws IOException {
        AtomicFiles.write(
                folder.resolve("model.zip"),
                temporary -> {
                    Files.writeString(temporary, "half");
                    assertThat(AtomicFiles.isTemporary(temporary)).isTrue();
                    Path beside = temporary.resolveSibling(temporary.getFileName() + ".stock");
                    assertThat(AtomicFiles.isTemporary(beside)).isTrue();
                });

        assertThat(AtomicFiles.isTemporary(folder.resolve("model.zip"))).isFalse();
        assertThat(AtomicFiles.isTemporary(folder.resolve(".hidden.tmp"))).isFalse();
    }

    @Test
    void aWriterThatFailsLeavesTheOldFileAndNoTemporaryOne() throws IOException {
        Path file = folder.resolve("c.txt");
        AtomicFiles.writeString(file, "old");

        assertThatThrownBy(
                        () ->
                                AtomicFiles.writeText(
                                        file,
                                        writer -> {
                                            writer.write("half");
                                            throw new IOException("disk full");
                                        }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");

        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("c.txt");
    }

    @Test
    void aWriterThatBreaksLeavesNoFileWhereThereWasNone() throws IOException {
        assertThatThrownBy(
                        () ->
                                AtomicFiles.write(
                                        folder.resolve("c.txt"),
                                        temporary -> {
                                            Files.writeString(temporary, "half");
                                            throw new IllegalStateException("defect");
                                        }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(names()).isEmpty();
    }

    @Test
    void aFolderInTheWayStaysAndNoTemporaryFileIsLeft() throws IOException {
        Path inTheWay = folder.resolve("c.txt");
        Files.createDirectories(inTheWay.resolve("full"));

        assertThatThrownBy(() -> AtomicFiles.writeString(inTheWay, "new"))
                .isInstanceOf(IOException.class);

        assertThat(inTheWay).isDirectory();
        assertThat(names()).containsExactly("c.txt");
    }
}
