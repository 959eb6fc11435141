package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podagra.data.ProgressListener;
import io.podagra.data.phantom.Equipment;
import io.podagra.data.phantom.OverlayShares;
import io.podagra.data.phantom.PhantomCohort;
import io.podagra.data.phantom.PhantomSettings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestCommandTest {
    @TempDir private static Path drawn;

    @TempDir private Path folder;

    @BeforeAll
    static void draw() throws IOException {
        PhantomCohort.write(
                drawn.resolve("phantom"),
                new PhantomSettings(4, 12, 5, 1, 0, new OverlayShares(0, 0), Equipment.KNOWN),
                ProgressListener.SILENT);
    }

    @Test
    void phantomIsTakenInWholeAndStaysSynthetic() throws IOException {
        CommandRun run = ingest(drawn.resolve("phantom/manifest.csv"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("SYNTHETIC DATA")
                .contains("12 of 12 files taken: 12 images of 4 patients")
                .contains("(made now; keep it, and keep it secret)");
        JsonNode json = json();
        assertThat(json.get("schema").asText()).isEqualTo("podagra.ingest/1");
        assertThat(json.get("finished").asBoolean()).isTrue();
        assertThat(json.get("synthetic").asBoolean()).isTrue();
        assertThat(json.get("files")).hasSize(12);
        assertThat(json.get("files").findValuesAsText("status")).containsOnly("taken");
    }

    @Test
    void imagesAreCutToTheirTissueUnlessToldOtherwise() throws IOException {
        Path table = drawn.resolve("phantom/manifest.csv");

        ingest(table);
        assertThat(json().get("cropped").asBoolean()).isTrue();
        long cut = pixels(folder.resolve("cohort/images"));
        ingest(table, "--crop", "none", "--mask");

        assertThat(json().get("cropped").asBoolean()).isFalse();
        assertThat(json().get("masked").asBoolean()).isTrue();
        long whole = pixels(drawn.resolve("phantom/images"));
        assertThat(pixels(folder.resolve("cohort/images"))).isEqualTo(whole);
        // The phantom's margins are a quarter to a third of its images.
        assertThat((double) cut / whole).isBetween(0.6, 0.8);
    }

    private static long pixels(Path images) throws IOException {
        long pixels = 0;
        try (Stream<Path> files = Files.list(images)) {
            for (Path file : files.toList()) {
                BufferedImage image = ImageIO.read(file.toFile());
                pixels += (long) image.getWidth() * image.getHeight();
            }
        }
        return pixels;
    }

    @Test
    void whatIsLeftOutIsExitCodeOneWithCounts() throws IOException {
        Path table = folder.resolve("labels.csv");
        Files.write(table, Files.readAllLines(drawn.resolve("phantom/manifest.csv")).subList(0, 9));

        CommandRun run = ingest(table);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("8 of 12 files taken")
                .contains("4 quarantined, because each (--originals FILE.csv lists them by name):")
                .contains("4  is in no row of the labels");
        assertThat(json().get("counts").get("quarantined").asInt()).isEqualTo(4);
        assertThat(json().get("files").findValuesAsText("code"))
                .hasSize(4)
                .containsOnly("no-label");
    }

    @ParameterizedTest
    @CsvSource({
        "--column,file=Datei,expected one of image",
        "--encoding,klingon,expected the name of an encoding",
        "--frames,0,expected first",
        "--crop,some,expected auto or none",
        "--before-after,sheet.png,give --mask too",
        "--patient-pattern,(,--patient-pattern",
        "--patient-pattern,P,has 0 groups"
    })
    void wrongOptionsAreWrongUsage(String option, String value, String sentence) {
        CommandRun run = ingest(drawn.resolve("phantom/manifest.csv"), option, value);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(sentence);
        assertThat(folder.resolve("cohort")).doesNotExist();
    }

    private CommandRun ingest(Path table, Object... more) {
        Object[] arguments = {
            "ingest",
            drawn.resolve("phantom/images"),
            "--labels",
            table,
            "--out",
            folder.resolve("cohort"),
            "--key",
            folder.resolve("ingest.key"),
            "--quiet"
        };
        Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return CommandRun.of(all);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("cohort/ingest.json").toFile());
    }
}
