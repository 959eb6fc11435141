package io.podagra.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.cli.TestCohorts;
import io.podagra.cli.settings.SettingsFile;
import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.terminal.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about the pages when a study begins. */
class StudyPageTest {
    @TempDir private Path folder;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private Path cohort;

    @BeforeEach
    void makeCohort() throws IOException {
        cohort = TestCohorts.write(folder.resolve("cohort"), 20, "left");
    }

    @Test
    void thoseOnThisMachineNeedNoWords() throws IOException {
        String link = open(Map.of("ui.port", "0"));

        assertThat(link).startsWith("http://127.0.0.1:").endsWith("/trials");
        assertThat(said()).doesNotContain("token", "taken", "encrypted");
    }

    @Test
    void aTakenPortIsSaid() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String link = open(Map.of("ui.port", "" + taken.getLocalPort()));

            String port = link.replaceAll("\\D*127.0.0.1:(\\d+).*", "$1");
            assertThat(said())
                    .containsOnlyOnce(
                            "Port %d is taken; the page is on port %s."
                                    .formatted(taken.getLocalPort(), port));
        }
    }

    @Test
    void thoseOtherMachinesReachAreSaidToBeOpenAndTheirTokenIsNowhereButInTheLink()
            throws IOException {
        String link = open(Map.of("ui.port", "0", "ui.host", "0.0.0.0"));

        assertThat(link).containsPattern("^http://.*/trials\\?token=[A-Za-z0-9_-]{32}$");
        String token = link.replaceAll(".*token=", "");
        assertThat(said())
                .containsOnlyOnce("Other machines can reach the page")
                .contains("not encrypted", "SSH tunnel")
                .doesNotContain(token);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .isNotEmpty()
                    .noneMatch(file -> content(file).contains(token));
        }
    }

    @Test
    void aHostThatIsGoneDoesNotStopTheStudy() throws IOException {
        String link = open(Map.of("ui.port", "0", "ui.host", "198.51.100.9"));

        assertThat(link).isEmpty();
        assertThat(said())
                .contains("The study goes on without a page", "'198.51.100.9', no address of");
    }

    private String open(Map<String, String> overrides) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(overrides);
        all.put("image.size", "32");
        StudySettings settings =
                SettingsFile.read(StudySettings.defaults().withBase("random"), List.of(), all);
        RunFolder run = new RunFolder(folder.resolve("run"));
        PrintStream out = new PrintStream(terminal, true, StandardCharsets.UTF_8);
        try (Study study = Study.begin(cohort, run, settings, Progress.silent());
                StudyPage page = StudyPage.open(run, study, settings.ui(), Progress.on(out))) {
            assertThat(page.address().toString()).doesNotContain("token");
            return page.link("/trials").map(Object::toString).orElse("");
        }
    }

    private String said() {
        return terminal.toString(StandardCharsets.UTF_8);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
