package io.podagra.pipeline.dicom;

import static io.podagra.pipeline.dicom.TestFrames.HEIGHT;
import static io.podagra.pipeline.dicom.TestFrames.WIDTH;
import static io.podagra.pipeline.dicom.TestFrames.colours;
import static io.podagra.pipeline.dicom.TestFrames.compressed;
import static io.podagra.pipeline.dicom.TestFrames.firstFrame;
import static io.podagra.pipeline.dicom.TestFrames.grey;
import static io.podagra.pipeline.dicom.TestFrames.image;
import static io.podagra.pipeline.dicom.TestFrames.unsigned;
import static io.podagra.pipeline.dicom.TestFrames.writer;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.jaiimageio.jpeg2000.J2KImageWriteParam;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The forms in which devices put JPEG 2000 into DICOM. */
class DicomJpeg2000Test {
    private static final TransferSyntax SYNTAX = TransferSyntax.JPEG_2000_LOSSLESS;

    /**
     * Of 12 bits stored, 16 g + g / 16 where g is 5 x + 7 y, by gdcm 3.0.21 with OpenJPEG 2.5.0:
     * ImageChangeTransferSyntax to JPEG2000Lossless.
     */
    private static final byte[] BY_GDCM =
            Base64.getDecoder()
                    .decode(
                            "/0//UQApAAAAAAAYAAAAEAAAAAAAAAAAAAAAGAAAABAAAAAAAAAAAAABDwEB/1IADAAAAAEA"
                                + "AwQEAAH/XAANQICIiJCIiJCIiJD/ZAAqAAFDcmVhdGVkIGJ5IEdEQ00vT3BlbkpQRUcgdmVy"
                                + "c2lvbiAyLjUuMP+QAAoAAAAAAKcAAf+Tz/wwLAiQV0yD5/8RjuQ3wB+YLAP2BIAAOhARQyGg"
                                + "Fgs7t88PuMAPwC4AfgEQAAJQLFvSS/ydxXhHCncDgs3TaQjoPxQ37677wAfaPQAfaMwAAK9L"
                                + "JVSFib3fQp7NuKgcAebUuQLRpnA3CSxmqcMaRb9SKk5sDtSEhBNCemWMbWBsQfmi/0WNBTH5"
                                + "ArnmQbb6fG+HSwL1msV7/9kA");

    @Test
    void twelveBitsOfAnotherEncoderBecomeEight() throws DicomException {
        assertThat(firstFrame(deep(12, BY_GDCM))).isEqualTo(grey(0));
    }

    @Test
    void sixteenBitsBecomeEight() throws DicomException, IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
        int[] values = Arrays.stream(unsigned(grey(0))).map(value -> value * 257).toArray();
        image.getRaster().setPixels(0, 0, WIDTH, HEIGHT, values);

        assertThat(firstFrame(deep(16, Encoders.jpeg2000(image, true)))).isEqualTo(grey(0));
    }

    private static byte[] deep(int bitsStored, byte[] codestream) {
        return DicomWriter.image(SYNTAX, Photometric.MONOCHROME2, WIDTH, HEIGHT, bitsStored)
                .fragments(new int[0], List.of(codestream))
                .file();
    }

    /** As PS3.5, A.4.4 forbids and some devices do all the same. */
    @ParameterizedTest
    @EnumSource(names = {"MONOCHROME2", "YBR_RCT"})
    void codestreamIsFoundInTheJp2FileAroundIt(Photometric photometric)
            throws DicomException, IOException {
        byte[] pixels = photometric.samples() == 1 ? grey(0) : colours();
        byte[] jp2 =
                Encoders.jpeg2000(
                        image(pixels),
                        parameters -> {
                            parameters.setLossless(true);
                            parameters.setFilter(J2KImageWriteParam.FILTER_53);
                            parameters.setWriteCodeStreamOnly(false);
                        });

        assertThat(ByteBuffer.wrap(jp2).getInt(4)).isEqualTo(0x6A502020); // "jP  "
        assertThat(firstFrame(compressed(SYNTAX, photometric, jp2))).isEqualTo(pixels);
        assertThat(firstFrame(compressed(SYNTAX, photometric, withLongBox(jp2)))).isEqualTo(pixels);
    }

    /** The last box with its length in 8 bytes (ITU-T T.800, I.4). */
    private static byte[] withLongBox(byte[] jp2) {
        int start = 0;
        ByteBuffer boxes = ByteBuffer.wrap(jp2);
        while (boxes.getInt(start + 4) != 0x6A703263) { // "jp2c"
            start += boxes.getInt(start);
        }
        int length = jp2.length - start;
        return ByteBuffer.allocate(jp2.length + Long.BYTES)
                .put(jp2, 0, start)
                .putInt(1)
                .putInt(0x6A703263)
                .putLong(length + Long.BYTES)
                .put(jp2, start + 8, length - 8)
                .array();
    }

    @Test
    void coloursOutsideOfTheCodestreamsOwnTransformAreThoseOfTheDataSet()
            throws DicomException, IOException {
        byte[] codestream =
                Encoders.jpeg2000(
                        image(colours()),
                        parameters -> {
                            parameters.setLossless(true);
                            parameters.setFilter(J2KImageWriteParam.FILTER_53);
                            parameters.setComponentTransformation(false);
                        });
        byte[] uncompressed =
                writer(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, Photometric.YBR_FULL)
                        .bytes(Tag.PIXEL_DATA, "OB", colours())
                        .file();

        assertThat(firstFrame(compressed(SYNTAX, Photometric.RGB, codestream)))
                .isEqualTo(colours());
        assertThat(firstFrame(compressed(SYNTAX, Photometric.YBR_FULL, codestream)))
                .isEqualTo(firstFrame(uncompressed))
                .isNotEqualTo(colours());
    }
}
