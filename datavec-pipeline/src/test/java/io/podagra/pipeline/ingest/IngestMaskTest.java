package io.podagra.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.data.Cohort;
import io.podagra.data.Label;
import io.podagra.pipeline.FrameCleaner;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestMaskTest extends IngestScenario {
    private static final FrameCleaner PAINTING = new FrameCleaner(false, true);

    @BeforeEach
    void aCaliperInTheTissue() throws IOException {
        settings =
                settings.withPatientPattern(Pattern.compile("^([^_]+)_"))
                        .withCleaner(new FrameCleaner(false, false));
        file("dorsal/abnormal/P1_1.png", withCross(80));
        file("dorsal/normal/P2_1.png", withCross(60));
    }

    @Test
    void calipersStayUnlessTheyAreToBePaintedOver() throws IOException {
        ingest(settings);
        assertThat(brightest()).isEqualTo(250);
        ingest(settings.withCleaner(PAINTING));
        assertThat(brightest()).isLessThan(130);
    }

    @Test
    void aChangeOfMindReplacesTheImagesAndIsRecorded() throws IOException {
        ingest(settings);
        assertThat(Files.readString(cohort.resolve("ingest.json"))).contains("\"masked\" : false");
        ingest(settings.withCleaner(PAINTING));
        assertThat(Files.readString(cohort.resolve("ingest.json"))).contains("\"masked\" : true");
        try (var images = Files.list(cohort.resolve("images"))) {
            assertThat(images).hasSize(2);
        }
    }

    @Test
    void runTwiceItChangesNothingButTheSheet() throws IOException {
        IngestSettings painted =
                settings.withCleaner(PAINTING).withBeforeAfter(folder.resolve("sheet.png"));
        ingest(painted);
        var before = files(cohort);
        byte[] sheet = Files.readAllBytes(folder.resolve("sheet.png"));
        ingest(painted);
        assertThat(files(cohort)).isEqualTo(before);
        assertThat(Files.readAllBytes(folder.resolve("sheet.png"))).isEqualTo(sheet);
        assertThat(ImageIO.read(folder.resolve("sheet.png").toFile()).getWidth())
                .isGreaterThan(1_000);
        assertThat(Files.getPosixFilePermissions(folder.resolve("sheet.png")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theSheetMayShowNamesSoItIsNotForTheCohort() {
        for (Path place : new Path[] {cohort.resolve("sheet.png"), source.resolve("sheet.png")}) {
            assertRefused(settings.withCleaner(PAINTING).withBeforeAfter(place), "--before-after");
        }
    }

    private int brightest() throws IOException {
        BufferedImage image = taken(Cohort.read(cohort), Label.ABNORMAL);
        int brightest = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                brightest = Math.max(brightest, image.getRaster().getSample(x, y, 0));
            }
        }
        return brightest;
    }

    private static byte[] withCross(int grey) throws IOException {
        BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int y = 0; y < 120; y++) {
            int echo = grey + 7 * (y % 5);
            graphics.setColor(new Color(echo, echo, echo));
            graphics.drawLine(0, y, 159, y);
        }
        graphics.setColor(new Color(250, 250, 250));
        graphics.drawLine(75, 60, 85, 60);
        graphics.drawLine(80, 55, 80, 65);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }
}
