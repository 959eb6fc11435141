package io.podagra.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.Cohort;
import io.podagra.data.Label;
import io.podagra.pipeline.FrameCleaner;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose damage decoders pass over, or on which they fail in a way of their own. */
class BadImagesTest extends IngestScenario {
    @ParameterizedTest
    @CsvSource({
        "tiff, 0.5, is a TIFF that is cut short",
        "tiff, 0.01, is a TIFF that is cut short",
        "bmp, 0.5, is a BMP that is cut short",
        "bmp, 0.005, is a BMP that is cut short"
    })
    void halfAFileHasItsReason(String format, double share, String reason) throws IOException {
        byte[] whole = ExportFiles.bytes(1, format);
        file("half", Arrays.copyOf(whole, (int) (share * whole.length)));

        assertThat(reasonOf("half")).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void jpegWithDamagedScanIsRefusedThoughOpenCvTakesIt(boolean progressive) throws IOException {
        byte[] jpeg = ExportFiles.jpeg(1, progressive);
        file("whole", jpeg);
        file("torn", ExportFiles.damaged(jpeg));
        IngestReport report =
                ingest(table("image,patient_id,view,label", "whole,P,dorsal,1", "torn,P,dorsal,0"));

        assertThat(report.taken()).isEqualTo(1);
        assertThat(report.reasons().keySet().iterator().next().sentence())
                .startsWith("is a damaged JPEG (Corrupt JPEG data");
    }

    @Test
    void bytesThatFillUpTheEndOfAJpegAreNoDamage() throws IOException {
        byte[] jpeg = ExportFiles.bytes(1, "jpg");
        byte[] end = Arrays.copyOfRange(jpeg, jpeg.length - 2, jpeg.length);
        byte[] scan = Arrays.copyOf(jpeg, jpeg.length - 2);
        file("whole.jpg", jpeg);
        file("filled.jpg", ExportFiles.join(scan, new byte[7], end));
        IngestReport report =
                ingest(
                        table(
                                "image,patient_id,view,label",
                                "whole.jpg,P,dorsal,1",
                                "filled.jpg,P,dorsal,1"));

        assertThat(report.complete()).isTrue();
        assertThat(report.images()).isEqualTo(1);
    }

    @Test
    void fileThatNoArrayHasRoomForIsNotRead() throws IOException {
        Path film = source.resolve("film.avi");
        try (RandomAccessFile file = new RandomAccessFile(film.toFile(), "rw")) {
            file.setLength(3L << 30); // of holes, which take no room on the disk
        }

        assertThatThrownBy(() -> StillImageFile.open(film, new FrameCleaner(false, false)))
                .isInstanceOfSatisfying(
                        RefusedFileException.class,
                        e ->
                                assertThat(e.reason().sentence())
                                        .isEqualTo(
                                                "has 3,221 MB, more than the 300 MB that are"
                                                        + " read"));
    }

    @Test
    void rowOfAFileThatIsUnusableHasItsFile() throws IOException {
        file("a/empty.png", new byte[0]);
        IngestReport report =
                ingest(
                        table(
                                "image,patient_id,view,label",
                                "empty.png,P,dorsal,1",
                                "gone.png,P,dorsal,1"));

        assertThat(report.labels().orElseThrow().linesWithoutFile()).containsExactly(3L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyWayACameraCanBeTurnedIsUndone(int orientation) throws IOException {
        byte[] jpeg = ExportFiles.bytes(1, "jpg");
        file("plain.jpg", jpeg);
        file("turned.jpg", ExportFiles.turned(jpeg, orientation));
        IngestReport report =
                ingest(
                        table(
                                "image,patient_id,view,label",
                                "plain.jpg,P1,dorsal,0",
                                "turned.jpg,P1,dorsal," + (orientation == 1 ? 0 : 1)));

        assertThat(report.complete()).isTrue();
        Cohort read = Cohort.read(cohort);
        BufferedImage plain = taken(read, Label.NORMAL);
        BufferedImage upright = orientation == 1 ? plain : taken(read, Label.ABNORMAL);
        int right = plain.getWidth() - 1;
        int bottom = plain.getHeight() - 1;
        for (int y = 0; y < upright.getHeight(); y++) {
            for (int x = 0; x < upright.getWidth(); x++) {
                // EXIF 2.3, 4.6.4: where row 0 and column 0 of the file are to be seen.
                int from =
                        switch (orientation) {
                            case 1 -> plain.getRGB(x, y);
                            case 2 -> plain.getRGB(right - x, y);
                            case 3 -> plain.getRGB(right - x, bottom - y);
                            case 4 -> plain.getRGB(x, bottom - y);
                            case 5 -> plain.getRGB(y, x);
                            case 6 -> plain.getRGB(y, bottom - x);
                            case 7 -> plain.getRGB(right - y, bottom - x);
                            default -> plain.getRGB(right - y, x);
                        };
                assertThat(upright.getRGB(x, y)).isEqualTo(from);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "GB18030", "UTF-8"})
    void tableOfAnyEncodingNamesFilesInAnyLetters(String encoding) throws IOException {
        file("张 伟/左 足.png", ExportFiles.bytes(1, "png"));
        Path table = folder.resolve("labels.csv");
        Files.write(
                table,
                "image,patient_id,view,label\r\n张 伟/左 足.png,张伟,dorsal,1\r\n".getBytes(encoding));
        IngestReport report = ingest(settings.withLabels(table, Map.of()));

        assertThat(report.complete()).isTrue();
        assertThat(report.images()).isEqualTo(1);
    }

    private String reasonOf(String name) throws IOException {
        IngestReport report =
                ingest(table("image,patient_id,view,label", name + ",P,dorsal,abnormal"));
        assertThat(report.images()).isZero();
        assertThat(report.reasons()).hasSize(1);
        return report.reasons().keySet().iterator().next().sentence();
    }
}
