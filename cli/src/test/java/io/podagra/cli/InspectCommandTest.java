package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    @TempDir private Path folder;

    @Test
    void aZipWithoutAModelIsAFinding() throws IOException {
        CommandRun run = CommandRun.of("inspect", zip("notes.txt"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("Kind:    a zip without a model");
        assertThat(run.err())
                .contains("file.zip: holds no model: it has neither podagra/model.json nor")
                .contains("give a model.zip of a run");
    }

    @Test
    void halfOfWhatDeeplearning4jWritesIsNoModel() throws IOException {
        CommandRun run = CommandRun.of("inspect", zip(ModelSerializer.CONFIGURATION_JSON));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("holds no model");
    }

    @Test
    void whatDeeplearning4jWritesIsOne() throws IOException {
        CommandRun run =
                CommandRun.of(
                        "inspect",
                        zip(ModelSerializer.CONFIGURATION_JSON, ModelSerializer.COEFFICIENTS_BIN));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("a zip of Deeplearning4j's without podagra/model.json");
    }

    /** The name is part of the message that refuses it. */
    @Test
    void theNameOfAnEntryDoesNotSteerTheTerminal() throws IOException {
        CommandRun run = CommandRun.of("inspect", zip("\u001b[2Jgone"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("'?[2Jgone'").doesNotContain("\u001b");
    }

    private Path zip(String... entries) throws IOException {
        Path file = folder.resolve("file.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                out.write(entry.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
