package io.podagra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith(file + ": cannot be written (disk full); free space")
                .hasRootCauseMessage("disk full");

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
    void namesTheFinalFileWhereTheTemporaryOneFailed() {
        Path file = folder.resolve("c.txt");

        assertThatThrownBy(
                        () ->
                                AtomicFiles.write(
                                        file,
                                        temporary -> {
                                            throw new FileSystemException(
                                                    temporary.toString(),
                                                    null,
                                                    "Read-only file system");
                                        }))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith(file + ": cannot be written (Read-only file system)")
                .hasMessageNotContaining(".tmp");
    }

    @Test
    void namesTheFinalFileWhereTheWriterWroteNothing() {
        Path file = folder.resolve("c.txt");

        assertThatThrownBy(() -> AtomicFiles.write(file, temporary -> {}))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith(file + ": cannot be written")
                .hasMessageNotContaining(".tmp");
    }

    @Test
    void leavesAFailureToReadAnotherFileAsItIs() {
        Path other = folder.resolve("other.txt");

        assertThatThrownBy(
                        () ->
                                AtomicFiles.writeText(
                                        folder.resolve("c.txt"),
                                        writer -> writer.write(Files.readString(other))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(other.toString());
    }

    @Test
    void leavesAnInterruptionAsItIs() {
        InterruptedIOException stopped = new InterruptedIOException("stopped");

        assertThatThrownBy(
                        () ->
                                AtomicFiles.write(
                                        folder.resolve("c.txt"),
                                        temporary -> {
                                            throw stopped;
                                        }))
                .isSameAs(stopped);
    }

    @Test
    void aFileInThePlaceOfAFolderIsNamedWithTheFileToWrite() throws IOException {
        Path inTheWay = folder.resolve("a");
        Files.writeString(inTheWay, "");
        Path file = inTheWay.resolve("c.txt");

        assertThatThrownBy(() -> AtomicFiles.writeString(file, "new"))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(
                        file
                                + ": is in a folder that cannot be created ("
                                + inTheWay
                                + " is a file)");
    }

    @Test
    void aFolderInTheWayStaysAndNoTemporaryFileIsLeft() throws IOException {
        Path inTheWay = folder.resolve("c.txt");
        Files.createDirectories(inTheWay.resolve("full"));

        assertThatThrownBy(() -> AtomicFiles.writeString(inTheWay, "new"))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(inTheWay + ": is a folder; give the path of a file");

        assertThat(inTheWay).isDirectory();
        assertThat(names()).containsExactly("c.txt");
    }
}
