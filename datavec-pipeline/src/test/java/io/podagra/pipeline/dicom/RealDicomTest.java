package io.podagra.pipeline.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames of real devices, compared with those of pydicom and gdcm by their digests. {@code
 * reference-frames.csv} was made by {@code reference_frames.py} beside it; the files themselves are
 * not in the repository.
 */
class RealDicomTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("podagra.data", "../../shared/data"), "dicom-us");

    /** One frame as the reference has it. */
    record Reference(String file, int frame, int width, int height, int channels, String sha256) {}

    /** Before each, not before all: a skipped class is not counted, and its message is lost. */
    @BeforeEach
    void theFolderIsThere() {
        assumeTrue(
                Files.isDirectory(FOLDER),
                () -> "no real DICOM files: there is no folder " + FOLDER);
    }

    static Stream<Reference> references() throws IOException {
        try (InputStream in = RealDicomTest.class.getResourceAsStream("reference-frames.csv")) {
            String csv = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return csv.lines().skip(1).map(line -> reference(line.split(",", -1)));
        }
    }

    private static Reference reference(String[] cells) {
        return new Reference(
                cells[0],
                Integer.parseInt(cells[1]),
                Integer.parseInt(cells[2]),
                Integer.parseInt(cells[3]),
                Integer.parseInt(cells[4]),
                cells[5]);
    }

    @ParameterizedTest
    @MethodSource("references")
    void aFrameIsEqualToTheReferencePixelByPixel(Reference reference)
            throws DicomException, NoSuchAlgorithmException {
        DicomImage frame =
                DicomFile.read(FOLDER.resolve(reference.file())).frames().frame(reference.frame());

        assertThat(frame.width()).isEqualTo(reference.width());
        assertThat(frame.height()).isEqualTo(reference.height());
        assertThat(frame.channels()).isEqualTo(reference.channels());
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(frame.pixels());
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(reference.sha256());
    }

    /** US1_UNCI.dcm holds, uncompressed, exactly what OpenJPEG makes of US1_J2KI.dcm. */
    @Test
    void lossyJpeg2000IsWithinTwoGreyLevelsOfOpenJpeg() throws DicomException {
        byte[] frame = DicomFile.read(FOLDER.resolve("US1_J2KI.dcm")).frames().frame(0).pixels();
        byte[] expected = DicomFile.read(FOLDER.resolve("US1_UNCI.dcm")).frames().frame(0).pixels();

        int different = 0;
        for (int index = 0; index < frame.length; index++) {
            int difference = Byte.toUnsignedInt(frame[index]) - Byte.toUnsignedInt(expected[index]);
            assertThat(difference).isBetween(-2, 2);
            different += difference == 0 ? 0 : 1;
        }
        // 1,153 of 921,600 samples, each by one level.
        assertThat(different).isLessThan(frame.length / 500);
    }

    /** As dcmtk's dcmdump shows them. */
    @Test
    void regionsAreThoseOfTissue() throws DicomException {
        assertThat(DicomFile.read(FOLDER.resolve("gdcm-US-ALOKA-16.dcm")).tissueRegions())
                .isEqualTo(
                        List.of(
                                new UltrasoundRegion(32, 24, 304, 392),
                                new UltrasoundRegion(336, 24, 304, 392)));
        assertThat(DicomFile.read(FOLDER.resolve("OBXXXX1A.dcm")).tissueRegions())
                .isEqualTo(List.of(new UltrasoundRegion(120, 60, 680, 459)));
    }
}
