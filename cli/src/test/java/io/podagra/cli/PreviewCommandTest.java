package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewCommandTest {
    private static final int CELL_AND_GAP = 268;

    @TempDir private static Path folder;
    private static Path cohort;

    @BeforeAll
    static void drawACohort() {
        cohort = folder.resolve("cohort");
        CommandRun phantom =
                CommandRun.of("phantom", "--out", cohort, "--patients", 6, "--images", 36);
        assertThat(phantom.exitCode()).isZero();
    }

    @Test
    void oneSeedOneSheet() throws IOException {
        byte[] sheet = sheet("one.png", "--variants", 1);

        assertThat(sheet("again.png", "--variants", 1)).isEqualTo(sheet);
        assertThat(sheet("other.png", "--variants", 1, "--seed", 7)).isNotEqualTo(sheet);
    }

    @Test
    void aColumnForEachVariantAndOneForWhatWasPaintedOver() throws IOException {
        assertThat(widthOf("two.png", "--variants", 2)).isEqualTo(40 + 4 * CELL_AND_GAP);
        assertThat(widthOf("one.png", "--variants", 1)).isEqualTo(40 + 3 * CELL_AND_GAP);
        assertThat(widthOf("mask.png", "--variants", 1, "--set", "image.mask=true"))
                .isEqualTo(40 + 4 * CELL_AND_GAP);
    }

    @Test
    void refusesWhatCannotBeMeant() {
        CommandRun noPng = CommandRun.of("preview", cohort, "--out", folder.resolve("sheet.jpg"));
        assertThat(noPng.exitCode()).isEqualTo(2);
        assertThat(noPng.err()).contains("expected the name of a PNG file; end it in .png");

        Path out = folder.resolve("many.png");
        CommandRun many = CommandRun.of("preview", cohort, "--out", out, "--variants", 13);
        assertThat(many.exitCode()).isEqualTo(2);
        assertThat(many.err()).contains("--variants is 13, expected 0 to 12");

        CommandRun gone = CommandRun.of("preview", folder.resolve("gone"), "--out", out);
        assertThat(gone.exitCode()).isEqualTo(1);
        assertThat(gone.err()).contains("no such cohort");
        assertThat(out).doesNotExist();
    }

    private static int widthOf(String name, Object... options) throws IOException {
        sheet(name, options);
        BufferedImage image = ImageIO.read(folder.resolve(name).toFile());
        return image.getWidth();
    }

    private static byte[] sheet(String name, Object... options) throws IOException {
        Path out = folder.resolve(name);
        Object[] arguments = new Object[options.length + 5];
        arguments[0] = "preview";
        arguments[1] = cohort;
        arguments[2] = "--out";
        arguments[3] = out;
        arguments[4] = "--quiet";
        System.arraycopy(options, 0, arguments, 5, options.length);
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Preview: " + out);
        return Files.readAllBytes(out);
    }
}
