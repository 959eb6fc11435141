package io.podagra.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.Cohort;
import io.podagra.data.audit.Box;
import io.podagra.data.audit.FrameFlag;
import io.podagra.pipeline.DeviceScreen;
import io.podagra.pipeline.FrameCleaner;
import io.podagra.pipeline.dicom.FrameSelection;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What is cut off, what is flagged, and which frames are taken. */
class IngestCleaningTest extends IngestScenario {
    private static final Box TISSUE = new Box(60, 50, 260, 180);

    @Test
    void nameInTheFrameIsCutOff() throws IOException {
        file("dorsal/normal/P1.png", ExportFiles.bytes(screen().toImage(), "png"));

        ingest(patients());

        BufferedImage taken = taken();
        assertThat(taken.getWidth()).isBetween(TISSUE.width() - 12, TISSUE.width() + 12);
        assertThat(taken.getHeight()).isBetween(TISSUE.height() - 12, TISSUE.height() + 12);
    }

    @Test
    void wholeFramesAreKeptIfAskedFor() throws IOException {
        file("dorsal/normal/P1.png", ExportFiles.bytes(screen().toImage(), "png"));

        IngestReport report = ingest(patients().withCleaner(new FrameCleaner(false, false)));

        assertSamePixels(taken(), grey(screen().toImage()));
        assertThat(taken().getWidth()).isEqualTo(480);
        assertThat(report.cleaner()).isEqualTo(new FrameCleaner(false, false));
    }

    @Test
    void flagsAreInTheReportAndCounted() throws IOException {
        writeFlagged();

        IngestReport report = ingest(patients());

        assertThat(report.flagged(FrameFlag.COLOUR_DOPPLER)).isEqualTo(1);
        assertThat(report.flagged(FrameFlag.DUAL_SCREEN)).isEqualTo(1);
        assertThat(report.flagged(FrameFlag.AREA_UNSURE)).isEqualTo(1);
        assertThat(json())
                .containsOnlyOnce("\"flags\" : [ \"colour-doppler\" ]")
                .containsOnlyOnce("\"flags\" : [ \"dual-screen\" ]")
                .containsOnlyOnce("\"flags\" : [ \"area-unsure\" ]");
    }

    @Test
    void repeatedRunChangesNoFlag() throws IOException {
        writeFlagged();
        ingest(patients());
        String before = json();

        ingest(patients());

        assertThat(json()).isEqualTo(before);
    }

    @Test
    void interruptedRunKeepsItsFlags() throws IOException {
        writeFlagged();
        IngestSettings same = patients();
        assertThatThrownBy(
                        () ->
                                Ingest.run(
                                        same,
                                        (done, total) -> {
                                            if (done == total) {
                                                throw new IllegalStateException("stopped");
                                            }
                                        }))
                .hasMessageContaining("stopped");
        assertThat(json()).doesNotContain("flags");
        int images = files(cohort.resolve("images")).size();

        IngestReport report = ingest(same);

        assertThat(report.flagged(FrameFlag.COLOUR_DOPPLER)).isEqualTo(1);
        assertThat(report.flagged(FrameFlag.DUAL_SCREEN)).isEqualTo(1);
        assertThat(report.flagged(FrameFlag.AREA_UNSURE)).isEqualTo(1);
        // What was beside the images while there was no report is gone.
        assertThat(files(cohort.resolve("images"))).hasSize(3).hasSizeLessThan(images);
    }

    @Test
    void twoRegionsAreTwoImagesOfOneScreen() throws IOException {
        file("dorsal/normal/IM1", ExportFiles.dicomOfTwoScreens(1, "1.2.3"));

        IngestReport report = ingest(settings);

        assertThat(report.images()).isEqualTo(2);
        assertThat(report.flagged(FrameFlag.DUAL_SCREEN)).isEqualTo(2);
        assertThat(taken().getWidth()).isEqualTo(ExportFiles.WIDTH);
    }

    @Test
    void firstAllOrEveryNthFrameIsTaken() throws IOException {
        file("dorsal/normal/IM1", ExportFiles.film(1, "1.2.3", 5, "cine"));

        assertThat(ingest(settings).images()).isEqualTo(1);
        assertThat(ingest(settings.withFrames(FrameSelection.all())).images()).isEqualTo(5);
        assertThat(ingest(settings.withFrames(FrameSelection.every(2))).images()).isEqualTo(3);
    }

    @Test
    void viewMayBeAWordOfTheSeriesDescription() throws IOException {
        file("IM1", ExportFiles.film(1, "1.2.3", 1, "MTP1 plantar left"));

        IngestReport report =
                ingest(
                        table(
                                "patient_id,view,label",
                                "4711,dorsal,normal",
                                "4711,plantar,abnormal"));

        assertThat(report.imagesByView()).containsOnlyKeys("plantar");
    }

    @Test
    void patientOfADicomFileIsNotTakenFromItsName() throws IOException {
        file("dorsal/normal/IM_1", ExportFiles.dicom(1, "1.2.3", "4711"));
        file("dorsal/normal/IM_2", ExportFiles.dicom(2, "1.2.4", "4712"));

        IngestReport report = ingest(settings.withPatientPattern(Pattern.compile("^([^_]+)_")));

        assertThat(report.patients()).isEqualTo(2);
    }

    @Test
    void noFileIsWrittenOverAnother() throws IOException {
        file("a.png", ExportFiles.bytes(1, "png"));
        IngestSettings table = table("image,patient_id,view,label", "a.png,P,dorsal,1");

        assertRefused(
                table.withOriginals(folder.resolve("labels.csv")), "--labels and --originals");
        assertRefused(table.withOriginals(folder.resolve("ingest.key")), "--key and --originals");
    }

    private IngestSettings patients() {
        return settings.withPatientPattern(Pattern.compile("(P\\d)"));
    }

    private void writeFlagged() throws IOException {
        BufferedImage flow = screen().flow(180, 120, 14, 1).toImage();
        BufferedImage two =
                DeviceScreen.of(520, 300, 0)
                        .tissue(new Box(20, 40, 220, 200), 4)
                        .tissue(new Box(280, 40, 220, 200), 5)
                        .toImage();
        BufferedImage dark =
                DeviceScreen.of(300, 300, 0).tissue(new Box(0, 0, 300, 180), 2).toImage();
        file("dorsal/normal/P1.png", ExportFiles.bytes(flow, "png"));
        file("dorsal/normal/P2.png", ExportFiles.bytes(two, "png"));
        file("dorsal/abnormal/P3.png", ExportFiles.bytes(dark, "png"));
    }

    private static DeviceScreen screen() {
        return DeviceScreen.of(480, 300, 0)
                .text("P. ATIENT 1950-01-01", 10, 20, Color.WHITE)
                .tissue(TISSUE, 1);
    }

    private static BufferedImage grey(BufferedImage colour) {
        BufferedImage grey =
                new BufferedImage(
                        colour.getWidth(), colour.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < grey.getHeight(); y++) {
            for (int x = 0; x < grey.getWidth(); x++) {
                grey.getRaster().setSample(x, y, 0, new Color(colour.getRGB(x, y)).getGreen());
            }
        }
        return grey;
    }

    private BufferedImage taken() throws IOException {
        return ImageIO.read(Cohort.read(cohort).images().get(0).file().toFile());
    }

    private String json() throws IOException {
        return Files.readString(cohort.resolve("ingest.json"));
    }
}
