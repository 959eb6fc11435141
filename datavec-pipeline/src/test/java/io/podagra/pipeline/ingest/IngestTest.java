package io.podagra.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.data.Cohort;
import io.podagra.data.Label;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken of an export, what is not, and why. */
class IngestTest extends IngestScenario {
    @Test
    void tableSaysWhatImagesShow() throws IOException {
        file("a/Müller 1.png", ExportFiles.bytes(1, "png"));
        file("b/Müller 2.bmp", ExportFiles.bytes(2, "bmp"));
        file("张伟.jpg", ExportFiles.bytes(3, "jpg"));
        IngestReport report =
                ingest(
                        table(
                                "image,patient_id,view,label,device,site,acquired_at,name",
                                "a/Müller 1.png,P-17,dorsal,abnormal,Scanner"
                                        + " A,North,2024-03-01,Müller",
                                "Müller 2.bmp,P-17,medial,0,,North,2024-03-01,Müller",
                                "D:\\Export\\张伟.jpg,P-18,dorsal,negative,Scanner"
                                        + " B,,2024-03-02,张伟"));

        assertThat(report.complete()).isTrue();
        Cohort read = Cohort.read(cohort);
        assertThat(read.images()).hasSize(3);
        assertThat(read.patients()).hasSize(2).allMatch(id -> id.matches("p[0-9a-f]{16}"));
        assertThat(images(read, Label.ABNORMAL)).hasSize(1);
        assertThat(images(read, Label.ABNORMAL).get(0).attributes())
                .isEqualTo(Map.of("device", "Scanner A", "site", "North"));
    }

    @Test
    void nothingOfThePatientReachesTheCohort() throws IOException {
        file("a/Müller 1.png", ExportFiles.bytes(1, "png"));
        file("Müller 2.png", new byte[0]);
        file("P-17.txt", "a letter".getBytes(StandardCharsets.UTF_8));
        ingest(
                table(
                        "image,patient_id,view,label,acquired_at,study_id,name",
                        "a/Müller 1.png,P-17,dorsal,1,2024-03-01,1.2.840.1,Müller"));

        for (Path file : files(cohort).keySet()) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(file.toString()).doesNotContain("ller", "P-17");
            assertThat(text).doesNotContain("ller", "P-17", "2024-03", "1.2.840", "name");
        }
    }

    @Test
    void daysAreKeptIfAskedFor() throws IOException {
        file("a.png", ExportFiles.bytes(1, "png"));
        file("b.png", ExportFiles.bytes(2, "png"));
        IngestReport report =
                ingest(
                        table(
                                        "image,patient_id,view,label,acquired_at",
                                        "a.png,P,dorsal,1,2024/3/1",
                                        "b.png,P,dorsal,1,spring")
                                .withDates());

        assertThat(Cohort.read(cohort).images().get(0).attributes())
                .containsEntry("acquired_at", "2024-03-01");
        assertThat(codes(report)).containsOnly(Map.entry("unknown-date", 1));
    }

    @Test
    void foldersSayWhatImagesShow() throws IOException {
        file("Dorsal/Abnormal/P17_1.png", ExportFiles.bytes(1, "png"));
        file("dorsal/normal/left/P18_1.png", ExportFiles.bytes(2, "png"));
        file("medial/auffällig/P17_2.png", ExportFiles.bytes(3, "png"));
        file("medial/unclear/P17_3.png", ExportFiles.bytes(4, "png"));
        file("medial/normal/seventeen.png", ExportFiles.bytes(5, "png"));
        file("P17_4.png", ExportFiles.bytes(6, "png"));
        IngestReport report =
                ingest(
                        settings.withPatientPattern(Pattern.compile("^(P\\d+)_"))
                                .withValues(Map.of("AUFFÄLLIG", "abnormal")));

        Cohort read = Cohort.read(cohort);
        assertThat(read.images()).hasSize(3);
        assertThat(read.patients()).hasSize(2);
        assertThat(images(read, Label.ABNORMAL)).hasSize(2);
        assertThat(codes(report))
                .containsOnly(
                        Map.entry("unknown-label", 1),
                        Map.entry("no-patient", 1),
                        Map.entry("no-label", 1));
    }

    @Test
    void dicomIsFoundByUidOrByPatientAndFolder() throws IOException {
        file("IM0001", ExportFiles.dicom(1, "1.2.3.4.1", "4711"));
        file("x/Medial/IM0002", ExportFiles.dicom(2, "1.2.3.4.2", "4711"));
        file("x/Sole/IM0003", ExportFiles.dicom(3, "1.2.3.4.3", "4711"));
        IngestReport report =
                ingest(
                        table(
                                        "sop_instance_uid,patient_id,view,label",
                                        "1.2.3.4.1,,dorsal,abnormal",
                                        ",4711,medial,normal",
                                        ",4711,plantar,normal")
                                .withDates());

        assertThat(codes(report)).containsOnly(Map.entry("no-view", 1));
        Cohort read = Cohort.read(cohort);
        assertThat(read.patients()).hasSize(1);
        assertThat(images(read, Label.ABNORMAL).get(0).view().name()).isEqualTo("dorsal");
        assertThat(images(read, Label.NORMAL).get(0).view().name()).isEqualTo("medial");
        assertThat(read.images().get(0).attributes())
                .containsEntry("device", "Maker Model 3")
                .containsEntry("acquired_at", "2024-03-01")
                .hasEntrySatisfying("study_id", id -> assertThat(id).matches("s[0-9a-f]{16}"));
        for (Path file : files(cohort).keySet()) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .doesNotContain("Doe", "4711", "1.2.3.4");
        }
    }

    @Test
    void hospitalsColumnsAndWordsAreTranslated() throws IOException {
        file("一.png", ExportFiles.bytes(1, "png"));
        Path table = folder.resolve("labels.csv");
        Files.write(table, "图像;患者;切面;诊断\n一.png;张伟;背侧;阳性\n".getBytes("GB18030"));
        IngestReport report =
                ingest(
                        settings.withLabels(
                                        table,
                                        Map.of(
                                                LabelColumn.IMAGE, "图像",
                                                LabelColumn.PATIENT_ID, "患者",
                                                LabelColumn.VIEW, "切面",
                                                LabelColumn.LABEL, "诊断"))
                                .withValues(Map.of("背侧", "dorsal", "阳性", "abnormal")));

        assertThat(report.complete()).isTrue();
        assertThat(report.imagesByView()).containsOnly(Map.entry("dorsal", 1));
        assertThat(report.labels().orElseThrow().encoding().name()).isEqualTo("GB18030");
    }

    @Test
    void contentTellsTheFormatWhateverTheNameSays() throws IOException {
        file("a.png", ExportFiles.bytes(1, "jpg"));
        file("b.dcm", ExportFiles.bytes(2, "tiff"));
        file("c", ExportFiles.bytes(3, "bmp"));
        IngestReport report =
                ingest(
                        table(
                                "image,patient_id,view,label",
                                "a.png,P,dorsal,1",
                                "b.dcm,P,dorsal,1",
                                "c,P,dorsal,1"));

        assertThat(report.complete()).isTrue();
    }

    @Test
    void equalChannelsBecomeOneAndColoursStay() throws IOException {
        BufferedImage grey = ExportFiles.image(1, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage equal = new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR);
        for (int band = 0; band < 3; band++) {
            for (int place = 0; place < 64 * 48; place++) {
                equal.getRaster()
                        .setSample(
                                place % 64,
                                place / 64,
                                band,
                                grey.getRaster().getSample(place % 64, place / 64, 0));
            }
        }
        BufferedImage colour = ExportFiles.image(2, BufferedImage.TYPE_3BYTE_BGR);
        file("equal.png", ExportFiles.bytes(equal, "png"));
        file("colour.bmp", ExportFiles.bytes(colour, "bmp"));
        ingest(
                table(
                        "image,patient_id,view,label",
                        "equal.png,P,dorsal,1",
                        "colour.bmp,P,dorsal,0"));

        Cohort read = Cohort.read(cohort);
        assertSamePixels(taken(read, Label.ABNORMAL), grey);
        assertSamePixels(taken(read, Label.NORMAL), colour);
    }

    @Test
    void turnedImagesAreTakenUpright() throws IOException {
        file("turned.jpg", ExportFiles.turned(ExportFiles.bytes(1, "jpg"), 6));
        ingest(table("image,patient_id,view,label", "turned.jpg,P,dorsal,1"));

        BufferedImage upright = taken(Cohort.read(cohort), Label.ABNORMAL);
        assertThat(upright.getWidth()).isEqualTo(ExportFiles.HEIGHT);
        assertThat(upright.getHeight()).isEqualTo(ExportFiles.WIDTH);
    }

    @Test
    void depthAndTransparencyAreTaken() throws IOException {
        file(
                "deep.png",
                ExportFiles.bytes(ExportFiles.image(1, BufferedImage.TYPE_USHORT_GRAY), "png"));
        file(
                "clear.png",
                ExportFiles.bytes(ExportFiles.image(2, BufferedImage.TYPE_4BYTE_ABGR), "png"));
        IngestReport report =
                ingest(
                        table(
                                "image,patient_id,view,label",
                                "deep.png,P,dorsal,1",
                                "clear.png,P,dorsal,0"));

        assertThat(report.complete()).isTrue();
        Cohort read = Cohort.read(cohort);
        assertThat(taken(read, Label.ABNORMAL).getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        assertThat(taken(read, Label.NORMAL).getColorModel().hasAlpha()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "empty, is empty",
        "cut.png, cut short",
        "cut.jpg, cut short",
        "flipped.png, a checksum does not fit",
        "tiny.png, 1 x 1 pixels",
        "huge.png, 20000 x 20000 pixels",
        "cmyk.jpg, CMYK",
        "animated.png, 7 frames",
        "pages.tiff, 2 frames",
        "film.gif, is a GIF image",
        "letter.png, is no image",
        "letter.pdf, is a PDF document"
    })
    void whatIsUnusableHasItsReason(String name, String reason) throws IOException {
        file(name, unusable().get(name));
        IngestReport report =
                ingest(table("image,patient_id,view,label", name + ",P,dorsal,abnormal"));

        assertThat(report.images()).isZero();
        assertThat(report.reasons()).hasSize(1);
        assertThat(report.reasons().keySet().iterator().next().sentence()).contains(reason);
        assertThat(cohort.resolve("manifest.csv")).doesNotExist();
        assertThat(files(cohort.resolve("images"))).isEmpty();
    }

    private static Map<String, byte[]> unusable() throws IOException {
        byte[] png = ExportFiles.bytes(1, "png");
        byte[] jpeg = ExportFiles.bytes(1, "jpg");
        byte[] flipped = png.clone();
        flipped[png.length / 2] ^= 1;
        Map<String, byte[]> files = new HashMap<>();
        files.put("empty", new byte[0]);
        files.put("cut.png", Arrays.copyOf(png, png.length / 2));
        files.put("cut.jpg", Arrays.copyOf(jpeg, jpeg.length / 2));
        files.put("flipped.png", flipped);
        files.put(
                "tiny.png",
                ExportFiles.bytes(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY), "png"));
        files.put("huge.png", ExportFiles.hugePng(20_000, 20_000));
        files.put("cmyk.jpg", ExportFiles.cmyk());
        files.put("animated.png", ExportFiles.animated(png, 7));
        files.put("pages.tiff", ExportFiles.tiffOfTwoPages());
        files.put("film.gif", ExportFiles.bytes(1, "gif"));
        files.put("letter.png", "Dear colleague".getBytes(StandardCharsets.UTF_8));
        files.put("letter.pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
        return files;
    }

    @Test
    void oneImageUnderTwoLabelsIsTakenUnderNeither() throws IOException {
        file("dorsal/abnormal/P1.png", ExportFiles.bytes(1, "png"));
        file("dorsal/normal/P1.bmp", ExportFiles.bytes(1, "bmp"));
        file("dorsal/normal/P2.png", ExportFiles.bytes(2, "png"));
        file("medial/normal/P2.png", ExportFiles.bytes(2, "png"));
        file("dorsal/normal/P3.png", ExportFiles.bytes(3, "png"));
        file("dorsal/normal/P4.png", ExportFiles.bytes(3, "png"));
        file("dorsal/normal/P5.png", ExportFiles.bytes(5, "png"));
        IngestReport report = ingest(settings.withPatientPattern(Pattern.compile("(P\\d)")));

        assertThat(codes(report))
                .containsOnly(
                        Map.entry("two-labels", 2),
                        Map.entry("two-views", 2),
                        Map.entry("two-patients", 2));
        assertThat(Cohort.read(cohort).images()).hasSize(1);
        assertThat(files(cohort.resolve("images"))).hasSize(1);
    }

    @Test
    void copiesThatAgreeAreOneImage() throws IOException {
        file("dorsal/normal/P1 a.png", ExportFiles.bytes(1, "png"));
        file("dorsal/normal/P1 b.png", ExportFiles.bytes(1, "png"));
        file("dorsal/normal/P1 c.bmp", ExportFiles.bytes(1, "bmp"));
        IngestReport report = ingest(settings.withPatientPattern(Pattern.compile("(P\\d)")));

        assertThat(report.complete()).isTrue();
        assertThat(report.taken()).isEqualTo(3);
        assertThat(Cohort.read(cohort).images()).hasSize(1);
    }

    @Test
    void rowsAndFilesThatDoNotMeetAreTold() throws IOException {
        file("a.png", ExportFiles.bytes(1, "png"));
        file("b.png", ExportFiles.bytes(2, "png"));
        file("one/c.png", ExportFiles.bytes(3, "png"));
        file("two/c.png", ExportFiles.bytes(4, "png"));
        file("d.png", ExportFiles.bytes(5, "png"));
        IngestReport report =
                ingest(
                        table(
                                "image,patient_id,view,label",
                                "a.png,P,dorsal,1",
                                "c.png,P,dorsal,1",
                                "gone.png,P,dorsal,1",
                                "d.png,P,dorsal,1",
                                "d.png,P,dorsal,0"));

        assertThat(codes(report))
                .containsOnly(
                        Map.entry("no-label", 1),
                        Map.entry("ambiguous-row", 2),
                        Map.entry("two-labels", 1));
        assertThat(report.labels().orElseThrow().linesWithoutFile()).containsExactly(3L, 4L);
    }

    @Test
    void syntheticImagesKeepTheirMark() throws IOException {
        file("synthetic-1.png", ExportFiles.bytes(1, "png"));
        IngestReport report =
                ingest(table("image,patient_id,view,label", "synthetic-1.png,P,dorsal,1"));

        assertThat(report.synthetic()).isTrue();
        Cohort read = Cohort.read(cohort);
        assertThat(read.synthetic()).isTrue();
        assertThat(read.images().get(0).patientId()).startsWith("synthetic-p");
        assertThat(read.images().get(0).id()).startsWith("images/synthetic-i");
    }

    @Test
    void systemFilesAreIgnoredAndTheTableIsNoImage() throws IOException {
        file("a.png", ExportFiles.bytes(1, "png"));
        file(".DS_Store", new byte[1]);
        file("Thumbs.db", new byte[1]);
        Path table = source.resolve("labels.csv");
        Files.writeString(table, "image,patient_id,view,label\na.png,P,dorsal,1\n");
        IngestReport report = ingest(settings.withLabels(table, Map.of()));

        assertThat(report.complete()).isTrue();
        assertThat(report.ignored()).isEqualTo(3);
    }
}
