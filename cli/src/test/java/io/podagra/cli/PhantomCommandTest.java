package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhantomCommandTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"paper", "demo", "shortcut"})
    void drawsACohortOfEachProfileWithItsTruth(String profile) {
        Path out = folder.resolve(profile);

        CommandRun run =
                CommandRun.of(
                        "phantom",
                        "--out",
                        out,
                        "--profile",
                        profile,
                        "--patients",
                        4,
                        "--images",
                        12,
                        "--difficulty",
                        0.5,
                        "--label-noise",
                        0.1,
                        "--quiet");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("SYNTHETIC DATA", "12 images of 4 patients in " + out);
        assertThat(out).isDirectoryContaining("glob:**/truth.csv");
        assertThat(out).isDirectoryContaining("glob:**/masks");
    }

    @Test
    void drawsAContactSheetWithoutACohort() throws IOException {
        Path sheet = folder.resolve("sheet.png");

        CommandRun run = CommandRun.of("phantom", "--contact-sheet", sheet, "--profile", "demo");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("SYNTHETIC DATA", "Contact sheet: " + sheet);
        BufferedImage drawn = ImageIO.read(sheet.toFile());
        assertThat(drawn.getWidth()).isBetween(1_200, 1_900);
        assertThat(folder).isDirectoryContaining("glob:**/sheet.png");
    }

    @Test
    void theContactSheetMayGoIntoTheCohort() throws IOException {
        Path out = folder.resolve("cohort");
        Path sheet = out.resolve("sheet.png");
        String[] size = {"--patients", "4", "--images", "12"};

        CommandRun both =
                CommandRun.of(
                        "phantom",
                        "--out",
                        out,
                        "--contact-sheet",
                        sheet,
                        size[0],
                        size[1],
                        size[2],
                        size[3]);
        Path alone = folder.resolve("alone.png");
        CommandRun.of("phantom", "--contact-sheet", alone, size[0], size[1], size[2], size[3]);

        assertThat(both.exitCode()).as(both.err()).isZero();
        assertThat(Files.mismatch(sheet, alone)).as("the sheet of the same cohort").isEqualTo(-1);
    }

    @Test
    void aContactSheetThatIsNoPngIsWrongUsage() {
        CommandRun run = CommandRun.of("phantom", "--contact-sheet", folder.resolve("sheet.jpg"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("sheet.jpg, expected the name of a PNG file");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "--difficulty, 0, 'difficulty is 0.0, expected more than 0 and at most 10'",
        "--patients, 3, patients is 3",
        "--images, 5, images of 351 patients is 5",
        "--label-noise, 0.5, 'label noise is 0.5, expected from 0 to 0.2'"
    })
    void aNumberOutOfRangeIsWrongUsage(String option, String value, String sentence) {
        CommandRun run = CommandRun.of("phantom", "--out", folder.resolve("out"), option, value);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(sentence);
        assertThat(folder).isEmptyDirectory();
    }
}
