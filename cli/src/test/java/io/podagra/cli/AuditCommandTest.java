package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podagra.data.Cohort;
import io.podagra.data.ProgressListener;
import io.podagra.data.Split;
import io.podagra.data.SplitSettings;
import io.podagra.data.phantom.Equipment;
import io.podagra.data.phantom.OverlayShares;
import io.podagra.data.phantom.PhantomCohort;
import io.podagra.data.phantom.PhantomSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    private static final long FIVE_MEGABYTES = 5_000_000;

    @TempDir private static Path drawn;

    @TempDir private Path folder;
    private Path cohort;

    @BeforeAll
    static void draw() throws IOException {
        PhantomCohort.write(
                drawn.resolve("phantom"),
                new PhantomSettings(20, 60, 5, 1, 0, new OverlayShares(0.5, 0.5), Equipment.KNOWN),
                ProgressListener.SILENT);
    }

    @BeforeEach
    void copy() throws IOException {
        cohort = folder.resolve("phantom");
        try (Stream<Path> tree = Files.walk(drawn.resolve("phantom"))) {
            for (Path path : tree.toList()) {
                Files.copy(path, cohort.resolve(drawn.resolve("phantom").relativize(path)));
            }
        }
    }

    @Test
    void cleanCohortPassesAndLeavesItsReportBesideTheManifest() throws IOException {
        CommandRun run = CommandRun.of("audit", cohort);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("SYNTHETIC DATA")
                .contains("60 images of 20 patients: 0 errors")
                .contains("Report:  " + cohort.resolve("audit.html"));
        JsonNode json = json(cohort);
        assertThat(json.get("schema").asText()).isEqualTo("podagra.audit/1");
        assertThat(json.get("synthetic").asBoolean()).isTrue();
        assertThat(json.get("passed").asBoolean()).isTrue();
        assertThat(json.get("cohort").get("fingerprint").asText())
                .isEqualTo(Cohort.read(cohort).fingerprint());
        assertThat(
                        json.get("balance").findValues("images").stream()
                                .mapToInt(JsonNode::asInt)
                                .sum())
                .isEqualTo(60);
        assertThat(json.get("associations").findValuesAsText("attribute"))
                .containsExactly("device", "site", "laterality", "view", "overlay");
    }

    @Test
    void pageNeedsNothingButItself() throws IOException {
        CommandRun.of("audit", cohort, "--out", folder.resolve("out"));

        Path page = folder.resolve("out/audit.html");
        String html = Files.readString(page);
        assertThat(html)
                .contains("<h1>Audit of phantom</h1>")
                .contains("Synthetic data")
                .contains("data:image/jpeg;base64,")
                .doesNotContain("http:", "https:", "<script");
        assertThat(Files.size(page)).isLessThan(FIVE_MEGABYTES);
        assertThat(cohort.resolve("audit.html")).doesNotExist();
    }

    @Test
    void errorAmongTheFindingsIsExitCodeOne() throws IOException {
        List<String> manifest = manifest();
        String[] first = manifest.get(1).split(",", -1);
        Files.copy(cohort.resolve(first[0]), cohort.resolve("images/copy & more.png"));
        manifest.add(
                manifest.get(1)
                        .replace(first[0], "images/copy & more.png")
                        .replace(first[1], "synthetic-other"));
        Files.write(cohort.resolve("manifest.csv"), manifest);
        Files.writeString(cohort.resolve(manifest.get(2).split(",", -1)[0]), "no image");

        CommandRun run = CommandRun.of("audit", cohort, "--quiet");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).doesNotContain("podagra:");
        assertThat(run.out())
                .contains("2 errors")
                .contains("Unreadable or truncated images")
                .contains(first[0] + " = images/copy & more.png");
        JsonNode finding = finding("copies-across-patients");
        assertThat(finding.get("severity").asText()).isEqualTo("error");
        assertThat(finding.get("patientCount").asInt()).isEqualTo(2);
        assertThat(finding.get("images").get(0).get("partner").asText())
                .isEqualTo("images/copy & more.png");
        assertThat(finding.get("images").get(0).get("kind").asText()).isEqualTo("same-file");
        assertThat(Files.readString(cohort.resolve("audit.html")))
                .contains("2 errors: do not train on this cohort")
                .contains("images/copy &amp; more.png")
                .contains("no picture");
    }

    @Test
    void copyOverTheSplitIsFound() throws IOException {
        List<String> manifest = manifest();
        String[] first = manifest.get(1).split(",", -1);
        Files.copy(cohort.resolve(first[0]), cohort.resolve("images/copy.png"));
        manifest.add(
                manifest.get(1)
                        .replace(first[0], "images/copy.png")
                        .replace(first[1], "synthetic-other"));
        Files.write(cohort.resolve("manifest.csv"), manifest);
        Cohort images = Cohort.read(cohort);
        Path split = folder.resolve("split.csv");
        Split.of(images, SplitSettings.defaults(), List.of()).write(split);
        List<String> rows = new ArrayList<>(Files.readAllLines(split));
        boolean test = rows.get(1).endsWith("test");
        int last = rows.size() - 1;
        rows.set(
                last,
                rows.get(last).substring(0, rows.get(last).lastIndexOf(',') + 1)
                        + (test ? "train" : "test"));
        Files.write(split, rows);

        CommandRun run = CommandRun.of("audit", cohort, "--split", split, "--quiet");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(finding("copies-across-parts").get("images").get(0).get("remark").asText())
                .startsWith("same file; ")
                .contains("test", " and ");
    }

    @Test
    void twoRunsGiveTheSameBytes() throws IOException {
        CommandRun.of("audit", cohort, "--out", folder.resolve("one"), "--quiet");
        CommandRun.of("audit", cohort, "--out", folder.resolve("two"), "--quiet");

        for (String file : List.of("audit.json", "audit.html")) {
            assertThat(folder.resolve("one").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
        }
    }

    @Test
    void everyProblemOfTheManifestIsListed() throws IOException {
        List<String> manifest = manifest();
        manifest.set(1, manifest.get(1).replaceFirst("abnormal|normal", "maybe"));
        manifest.set(2, manifest.get(2).replaceFirst("\\.png", ".gif"));
        Files.write(cohort.resolve("manifest.csv"), manifest);

        CommandRun run = CommandRun.of("audit", cohort);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("row 2, column label", "row 3, column image");
        assertThat(cohort.resolve("audit.json")).doesNotExist();
    }

    @Test
    void cohortThatCannotBeWrittenToAsksForAnotherFolder() throws IOException {
        Files.createDirectory(cohort.resolve("audit.html"));

        CommandRun run = CommandRun.of("audit", cohort, "--quiet");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("audit.html", "give another folder by --out");
        assertThat(run.out()).contains("60 images of 20 patients").doesNotContain("Report:");
    }

    @Test
    void namesInTheManifestDoNotSteerTheTerminal() throws IOException {
        Files.write(
                cohort.resolve("manifest.csv"),
                List.of(
                        manifest().get(0),
                        manifest().get(1).replaceFirst(",[^,]*,", ",p 1\u001b[31m,"),
                        manifest().get(2).replaceFirst(",[^,]*,", ",P-1\u001b[31m,")));

        CommandRun run = CommandRun.of("audit", cohort, "--quiet");

        assertThat(run.out())
                .contains("2 images of 2 patients", "'P-1?[31m' and 'p 1?[31m'")
                .doesNotContain("\u001b");
    }

    @Test
    void missingCohortIsWrongUsage() {
        assertThat(CommandRun.of("audit").exitCode()).isEqualTo(2);
    }

    private List<String> manifest() throws IOException {
        return new ArrayList<>(Files.readAllLines(cohort.resolve("manifest.csv")));
    }

    private JsonNode finding(String code) throws IOException {
        for (JsonNode finding : json(cohort).get("findings")) {
            if (finding.get("code").asText().equals(code)) {
                return finding;
            }
        }
        throw new AssertionError("no finding " + code);
    }

    private static JsonNode json(Path folder) throws IOException {
        return new ObjectMapper().readTree(folder.resolve("audit.json").toFile());
    }
}
