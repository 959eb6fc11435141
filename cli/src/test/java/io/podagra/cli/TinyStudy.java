package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One tiny study, from images to report, for all tests that look at one; it is carried out when it
 * is first asked for.
 */
final class TinyStudy {
    private static Optional<TinyStudy> made = Optional.empty();

    private final Path folder;
    private final CommandRun study;

    private TinyStudy(Path folder, CommandRun study) {
        this.folder = folder;
        this.study = study;
    }

    /** The study, which no test may change. */
    static synchronized TinyStudy get() throws IOException {
        if (made.isEmpty()) {
            Path folder = Files.createTempDirectory("tiny-study");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            made = Optional.of(new TinyStudy(folder, carryOut(folder)));
        }
        return made.get();
    }

    /** The view 'single' has the name of the single model's arm. */
    private static CommandRun carryOut(Path folder) throws IOException {
        CommandRun study =
                CommandRun.of(
                        "study",
                        "--cohort",
                        TestCohorts.write(folder.resolve("cohort"), 20, "left", "single"),
                        "--out",
                        folder.resolve("run"),
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
        return study;
    }

    /** Its images, of the views left and single. */
    Path cohort() {
        return folder.resolve("cohort");
    }

    /** Its run. */
    Path run() {
        return folder.resolve("run");
    }

    /** The command and what it printed. */
    CommandRun command() {
        return study;
    }

    /** The figures in a folder of results. */
    static JsonNode metrics(Path evaluation) throws IOException {
        return new ObjectMapper().readTree(evaluation.resolve("metrics.json").toFile());
    }

    private static void delete(Path root) {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
