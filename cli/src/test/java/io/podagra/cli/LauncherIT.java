package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as users start it: a process of its own, from another folder. */
class LauncherIT {
    private static final String SCORES =
            """
            image_id,patient_id,view,label,score_single,score_multiple
            a.png,p1,dorsal,1,0.9,0.8
            b.png,p2,dorsal,0,0.2,0.3
            c.png,p3,dorsal,1,0.6,0.4
            d.png,p4,dorsal,0,0.5,0.1
            """;

    @TempDir private Path folder;

    @BeforeAll
    static void needsBash() {
        assumeThat(Path.of("/bin/bash"))
                .as("the launcher is a bash script; there is no bash here")
                .exists();
    }

    @Test
    void startsFromAnyFolder() throws Exception {
        Result help = launch(launcher(), Map.of(), "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: podagra", "study", "predict");
    }

    @Test
    void startsThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("podagra-link"), launcher());

        assertThat(launch(link, Map.of(), "--version").out()).startsWith("podagra ");
    }

    @Test
    void passesOnTheExitCodeOfWrongUsage() throws Exception {
        Result wrong = launch(launcher(), Map.of(), "evaluate");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).startsWith("podagra: ");
    }

    @Test
    void takesPathsRelativeToWhereTheUserStands() throws Exception {
        Files.writeString(folder.resolve("my scores.csv"), SCORES);

        Result evaluate =
                launch(
                        launcher(),
                        Map.of(),
                        "evaluate",
                        "--scores",
                        "my scores.csv",
                        "--out",
                        "results");

        assertThat(evaluate.exitCode()).isZero();
        assertThat(folder.resolve("results/metrics.json")).isNotEmptyFile();
        assertThat(evaluate.out()).contains("results/report.html");
    }

    /** So that statistics start in a second, and work where no native library does. */
    @Test
    void evaluatesWithoutLoadingDeeplearning4j() throws Exception {
        Files.writeString(folder.resolve("scores.csv"), SCORES);
        Path classes = folder.resolve("classes.log");

        Result evaluate =
                launch(
                        launcher(),
                        Map.of("PODAGRA_JAVA_OPTS", "-Xlog:class+load:file=" + classes),
                        "evaluate",
                        "--scores",
                        "scores.csv",
                        "--out",
                        "results");

        assertThat(evaluate.exitCode()).isZero();
        assertThat(classes).content().contains("io.podagra.eval.statistics.DeLong");
        assertThat(Files.readAllLines(classes))
                .noneMatch(line -> line.contains("org.deeplearning4j."))
                .noneMatch(line -> line.contains("org.nd4j."))
                .noneMatch(line -> line.contains("org.bytedeco."));
    }

    @Test
    void boundsMemoryAndRunsOnOneDnn() throws Exception {
        Result doctor =
                launch(
                        launcher(),
                        Map.of("PODAGRA_HEAP_MB", "1200", "PODAGRA_NATIVE_MB", "3000"),
                        "doctor",
                        "--json",
                        "--quiet");

        assertThat(doctor.exitCode()).isZero();
        JsonNode report = new ObjectMapper().readTree(doctor.out());
        assertThat(report.path("maxOffHeapBytes").asLong()).isEqualTo(3000L << 20);
        assertThat(report.path("maxHeapBytes").asLong()).isBetween(1100L << 20, 1200L << 20);
        assertThat(report.path("trainImagesPerSecond").asDouble()).isPositive();
        String classifier = report.path("nativeClassifier").asText();
        assertThat(classifier).isEqualTo(System.getenv("PODAGRA_CLASSIFIER"));
        assertThat(report.path("oneDnnHelpers").asBoolean())
                .isEqualTo(classifier.contains("onednn"));
        assertThat(doctor.err()).isEmpty();
    }

    private record Result(int exitCode, String out, String err) {}

    private Result launch(Path program, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Result(
                exitCode,
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    /** At the top of the checkout, above the module whose folder tests run in. */
    private static Path launcher() {
        Path launcher = Path.of("..", "podagra").toAbsolutePath().normalize();
        assertThat(launcher).isExecutable();
        return launcher;
    }
}
