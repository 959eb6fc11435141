package io.podagra.pipeline.dicom;

import static io.podagra.pipeline.dicom.TestFrames.compressed;
import static io.podagra.pipeline.dicom.TestFrames.firstFrame;
import static io.podagra.pipeline.dicom.TestFrames.grey;
import static io.podagra.pipeline.dicom.TestFrames.image;
import static io.podagra.pipeline.dicom.TestFrames.parse;
import static io.podagra.pipeline.dicom.TestFrames.unsigned;
import static io.podagra.pipeline.dicom.TestFrames.writer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be used is refused with its reason, before anything is allocated for it. */
class DicomRefusalTest {
    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_LITTLE_ENDIAN;

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10008.1.2.4.80,JPEG-LS,dcmdjpls",
        "1.2.840.10008.1.2.4.102,MPEG-4 AVC/H.264,ffmpeg",
        "1.2.840.10008.1.2.4.201,High-Throughput JPEG 2000,Explicit VR Little Endian",
        "1.2.3,its pixel data,Explicit VR Little Endian"
    })
    void otherTransferSyntaxesAreRefusedByName(String uid, String name, String advice) {
        assertRefused(
                () -> parse(new DicomWriter(SYNTAX).file(uid)),
                "has %s, transfer syntax %s: not supported".formatted(name, uid),
                advice);
    }

    @Test
    void otherPhotometricInterpretationsAndDepthsAreRefusedByName() {
        byte[] partial =
                writer(SYNTAX, Photometric.RGB)
                        .text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", "YBR_PARTIAL_420")
                        .bytes(Tag.PIXEL_DATA, "OB", new byte[9])
                        .file();
        byte[] deep =
                writer(SYNTAX, Photometric.MONOCHROME2)
                        .words(Tag.BITS_ALLOCATED, 32)
                        .bytes(Tag.PIXEL_DATA, "OB", new byte[9])
                        .file();

        assertRefused(() -> firstFrame(partial), "YBR_PARTIAL_420: not supported");
        assertRefused(() -> firstFrame(deep), "32 bits allocated: not supported");
    }

    @ParameterizedTest
    @EnumSource
    void framesBeyondTheLimitAreRefusedBeforeTheyAreDecoded(TransferSyntax syntax) {
        DicomWriter writer = DicomWriter.image(syntax, Photometric.MONOCHROME2, 20_000, 20_000, 8);
        byte[] file =
                syntax.coding() == TransferSyntax.Coding.NATIVE
                        ? writer.bytes(Tag.PIXEL_DATA, "OB", new byte[8]).file()
                        : writer.fragments(new int[0], List.of(new byte[8])).file();

        assertRefused(
                () -> firstFrame(file),
                "has frames of 20,000 x 20,000 pixels, more than the limit of 16,777,216 pixels");
    }

    @Test
    void runLengthsThatCannotFillAFrameAreRefusedBeforeItIsAllocated() {
        byte[] frame = Encoders.rle(List.of(grey(0)));
        byte[] file =
                DicomWriter.image(TransferSyntax.RLE, Photometric.MONOCHROME2, 4_096, 4_096, 8)
                        .fragments(new int[0], List.of(frame))
                        .file();

        assertRefused(() -> firstFrame(file), "bytes of run lengths cannot be 16,777,216");
    }

    @Test
    void aCodestreamMayNotClaimAnotherSizeThanTheDataSet() throws IOException {
        byte[] codestream = Encoders.jpeg2000(image(grey(0)), true);
        codestream[8] = 0x40; // the first byte of Xsiz
        byte[] jpeg = Encoders.losslessJpeg(unsigned(grey(0)), 24, 16, 1, 8);
        jpeg[7] = 0x40; // the first byte of the height

        assertRefused(
                () ->
                        firstFrame(
                                compressed(
                                        TransferSyntax.JPEG_2000_LOSSLESS,
                                        Photometric.MONOCHROME2,
                                        codestream)),
                "has a frame (number 1 of 1) that is a JPEG 2000 codestream of 1073741848 x 16 x"
                        + " 1");
        assertRefused(
                () ->
                        firstFrame(
                                compressed(
                                        TransferSyntax.JPEG_LOSSLESS,
                                        Photometric.MONOCHROME2,
                                        jpeg)),
                "is a JPEG of 24 x 16400 x 1");
    }

    @Test
    void aLengthBeyondTheEndIsTruncationWithTagAndOffset() {
        byte[] file =
                new DicomWriter(SYNTAX)
                        .text(Tag.MODALITY, "CS", "US")
                        .head(Tag.PATIENT_ID, "LO", 4000)
                        .file();

        int offset = file.length - 8;
        assertRefused(
                () -> parse(file),
                "is cut short in tag (0010,0020) at byte %d: 4000 bytes were announced and 0 are left"
                        .formatted(offset));
    }

    @Test
    void framesThatAreNotThereAreTruncation() {
        byte[] file =
                writer(SYNTAX, Photometric.MONOCHROME2)
                        .text(Tag.NUMBER_OF_FRAMES, "IS", "2147483647")
                        .bytes(Tag.PIXEL_DATA, "OB", grey(0))
                        .file();

        assertRefused(
                () -> firstFrame(file),
                "is cut short in tag (7FE0,0010): 2147483647 frames need 824,633,720,448 bytes and"
                        + " it has 384");
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "EXPLICIT_LITTLE_ENDIAN",
                "DEFLATED",
                "RLE",
                "JPEG_BASELINE",
                "JPEG_LOSSLESS",
                "JPEG_2000"
            })
    void everyBeginningOfAFileIsRefused(TransferSyntax syntax) throws IOException {
        byte[] whole = sample(syntax);
        for (int length = 0; length < whole.length - 1; length += 1 + length / 100) {
            byte[] beginning = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> firstFrame(beginning)).isInstanceOf(DicomException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RLE", "JPEG_BASELINE", "JPEG_LOSSLESS", "JPEG_2000"})
    void aFrameThatIsCutShortIsRefused(TransferSyntax syntax) throws IOException {
        byte[] frame = DicomFuzzTest.frame(syntax);
        byte[] beginning = Arrays.copyOf(frame, frame.length * 2 / 3);

        assertRefused(
                () -> firstFrame(compressed(syntax, Photometric.MONOCHROME2, beginning)),
                "has a frame (number 1 of 1) that ");
    }

    @Test
    void nestingHasALimit() {
        DicomWriter nested = new DicomWriter(SYNTAX);
        for (int depth = 0; depth < 10_000; depth++) {
            nested.head(0x00081115, "SQ", -1).head(Tag.ITEM, "", -1);
        }

        assertRefused(() -> parse(nested.file()), "sequences nested deeper than the limit of 16");
    }

    @Test
    void inflationHasALimit() {
        DicomWriter zeros =
                new DicomWriter(TransferSyntax.DEFLATED)
                        .text(Tag.MODALITY, "CS", "US")
                        .bytes(0x00090001, "UN", new byte[Limits.INFLATED_BYTES]);

        assertRefused(
                () -> parse(zeros.file()),
                "deflated data set of more than the limit of 134,217,728");
    }

    @Test
    void whatIsNoDicomIsRefused() {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        png.writeBytes(new byte[500]);

        assertRefused(() -> parse(png.toByteArray()), "is no DICOM file");
        assertRefused(() -> parse(new byte[500]), "is no DICOM file");
    }

    @Test
    void aReasonHoldsNothingOfThePatient() {
        byte[] file =
                new DicomWriter(SYNTAX)
                        .text(Tag.PATIENT_ID, "LO", "SECRET")
                        .text(Tag.NUMBER_OF_FRAMES, "IS", "x")
                        .bytes(Tag.PIXEL_DATA, "OB", new byte[2])
                        .file();

        assertThatThrownBy(() -> firstFrame(file))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("SECRET"));
    }

    private static byte[] sample(TransferSyntax syntax) throws IOException {
        return syntax.coding() == TransferSyntax.Coding.NATIVE
                ? writer(syntax, Photometric.MONOCHROME2)
                        .bytes(Tag.PIXEL_DATA, "OB", grey(0))
                        .file()
                : compressed(syntax, Photometric.MONOCHROME2, DicomFuzzTest.frame(syntax));
    }

    private static void assertRefused(ThrowingCallable work, String... parts) {
        assertThatThrownBy(work).isInstanceOf(DicomException.class).hasMessageContainingAll(parts);
    }
}
