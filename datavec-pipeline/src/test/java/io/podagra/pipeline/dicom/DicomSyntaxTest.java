package io.podagra.pipeline.dicom;

import static io.podagra.pipeline.dicom.TestFrames.HEIGHT;
import static io.podagra.pipeline.dicom.TestFrames.PIXELS;
import static io.podagra.pipeline.dicom.TestFrames.WIDTH;
import static io.podagra.pipeline.dicom.TestFrames.colours;
import static io.podagra.pipeline.dicom.TestFrames.compressed;
import static io.podagra.pipeline.dicom.TestFrames.firstFrame;
import static io.podagra.pipeline.dicom.TestFrames.grey;
import static io.podagra.pipeline.dicom.TestFrames.image;
import static io.podagra.pipeline.dicom.TestFrames.parse;
import static io.podagra.pipeline.dicom.TestFrames.plane;
import static io.podagra.pipeline.dicom.TestFrames.unsigned;
import static io.podagra.pipeline.dicom.TestFrames.writer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every transfer syntax gives the frame that went in. */
class DicomSyntaxTest {
    @ParameterizedTest
    @EnumSource(
            names = {
                "IMPLICIT_LITTLE_ENDIAN",
                "EXPLICIT_LITTLE_ENDIAN",
                "DEFLATED",
                "EXPLICIT_BIG_ENDIAN"
            })
    void nativeFramesOfEightBitsComeAsTheyAre(TransferSyntax syntax) throws DicomException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.writeBytes(grey(0));
        frames.writeBytes(grey(1));
        byte[] file =
                writer(syntax, Photometric.MONOCHROME2)
                        .text(Tag.NUMBER_OF_FRAMES, "IS", "2")
                        .bytes(Tag.PIXEL_DATA, "OB", frames.toByteArray())
                        .file();

        DicomFrames read = parse(file).frames();

        assertThat(read.count()).isEqualTo(2);
        assertThat(read.frame(0).pixels()).isEqualTo(grey(0));
        assertThat(read.frame(1).pixels()).isEqualTo(grey(1));
        assertThat(read.frame(1)).hasToString("24 x 16, 1 channels");
    }

    @Test
    void bytesInBigEndianWordsAreSwapped() throws DicomException {
        byte[] swapped = new byte[PIXELS];
        for (int index = 0; index < PIXELS; index++) {
            swapped[index] = grey(0)[index ^ 1];
        }
        byte[] file =
                writer(TransferSyntax.EXPLICIT_BIG_ENDIAN, Photometric.MONOCHROME2)
                        .bytes(Tag.PIXEL_DATA, "OW", swapped)
                        .file();

        assertThat(firstFrame(file)).isEqualTo(grey(0));
    }

    @ParameterizedTest
    @EnumSource(names = {"IMPLICIT_LITTLE_ENDIAN", "EXPLICIT_LITTLE_ENDIAN", "EXPLICIT_BIG_ENDIAN"})
    void sixteenBitsBecomeTheHighEightOfThoseStored(TransferSyntax syntax) throws DicomException {
        DicomWriter writer =
                DicomWriter.image(syntax, Photometric.MONOCHROME2, WIDTH, HEIGHT, Short.SIZE);
        int[] values = Arrays.stream(unsigned(grey(0))).map(value -> value * 257).toArray();
        byte[] file = writer.bytes(Tag.PIXEL_DATA, "OW", writer.packed(values)).file();

        assertThat(firstFrame(file)).isEqualTo(grey(0));
    }

    @Test
    void coloursMayComeByPixelOrByPlane() throws DicomException {
        ByteArrayOutputStream planes = new ByteArrayOutputStream();
        IntStream.range(0, 3).forEach(colour -> planes.writeBytes(plane(colours(), colour)));
        byte[] byPixel =
                writer(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, Photometric.RGB)
                        .words(Tag.PLANAR_CONFIGURATION, 0)
                        .bytes(Tag.PIXEL_DATA, "OB", colours())
                        .file();
        byte[] byPlane =
                writer(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, Photometric.RGB)
                        .words(Tag.PLANAR_CONFIGURATION, 1)
                        .bytes(Tag.PIXEL_DATA, "OB", planes.toByteArray())
                        .file();

        assertThat(firstFrame(byPixel)).isEqualTo(colours());
        assertThat(firstFrame(byPlane)).isEqualTo(colours());
    }

    @Test
    void runLengthsHoldGreyColoursAndSixteenBits() throws DicomException {
        byte[] grey = Encoders.rle(List.of(grey(0)));
        byte[] colours =
                Encoders.rle(
                        List.of(plane(colours(), 0), plane(colours(), 1), plane(colours(), 2)));
        byte[] wide = Encoders.rle(List.of(grey(0), new byte[PIXELS]));

        assertThat(firstFrame(compressed(TransferSyntax.RLE, Photometric.MONOCHROME2, grey)))
                .isEqualTo(grey(0));
        assertThat(firstFrame(compressed(TransferSyntax.RLE, Photometric.RGB, colours)))
                .isEqualTo(colours());
        byte[] file =
                DicomWriter.image(
                                TransferSyntax.RLE,
                                Photometric.MONOCHROME2,
                                WIDTH,
                                HEIGHT,
                                Short.SIZE)
                        .fragments(new int[0], List.of(wide))
                        .file();
        for (int index = 0; index < PIXELS; index++) {
            int stored = unsigned(grey(0))[index] << 8;
            assertThat(Byte.toUnsignedInt(firstFrame(file)[index]))
                    .isEqualTo((int) Math.round(stored * 255 / 65535.0));
        }
    }

    @Test
    void losslessJpegHoldsEightAndTwelveBitsAndColours() throws DicomException {
        byte[] eight = Encoders.losslessJpeg(unsigned(grey(0)), WIDTH, HEIGHT, 1, 8);
        byte[] colour = Encoders.losslessJpeg(unsigned(colours()), WIDTH, HEIGHT, 3, 8);
        int[] values = Arrays.stream(unsigned(grey(0))).map(value -> value * 16).toArray();
        byte[] twelve = Encoders.losslessJpeg(values, WIDTH, HEIGHT, 1, 12);

        TransferSyntax syntax = TransferSyntax.JPEG_LOSSLESS_FIRST_ORDER;
        assertThat(firstFrame(compressed(syntax, Photometric.MONOCHROME2, eight)))
                .isEqualTo(grey(0));
        assertThat(firstFrame(compressed(syntax, Photometric.RGB, colour))).isEqualTo(colours());
        byte[] file =
                DicomWriter.image(syntax, Photometric.MONOCHROME2, WIDTH, HEIGHT, 12)
                        .fragments(new int[0], List.of(twelve))
                        .file();
        byte[] expected = new byte[PIXELS];
        for (int index = 0; index < PIXELS; index++) {
            expected[index] = (byte) Math.round(values[index] * 255 / 4095.0);
        }
        assertThat(firstFrame(file)).isEqualTo(expected);
    }

    @Test
    void baselineJpegComesWithinItsLossAndAsRgb() throws DicomException, IOException {
        byte[] grey = Encoders.jpeg(image(grey(0)));
        byte[] colour = Encoders.jpeg(image(colours()));

        assertThat(
                        firstFrame(
                                compressed(
                                        TransferSyntax.JPEG_BASELINE,
                                        Photometric.MONOCHROME2,
                                        grey)))
                .satisfies(frame -> assertClose(frame, grey(0), 8));
        assertThat(
                        firstFrame(
                                compressed(
                                        TransferSyntax.JPEG_BASELINE,
                                        Photometric.YBR_FULL_422,
                                        colour)))
                .satisfies(frame -> assertClose(frame, colours(), 16));
    }

    @Test
    void whatAJpegSaysOfItsColoursOverrulesTheDataSet() throws DicomException, IOException {
        byte[] colour = Encoders.jpeg(image(colours()));

        assertThat(firstFrame(compressed(TransferSyntax.JPEG_BASELINE, Photometric.RGB, colour)))
                .satisfies(frame -> assertClose(frame, colours(), 16));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void jpeg2000HoldsGreyAndColours(boolean lossless) throws DicomException, IOException {
        TransferSyntax syntax =
                lossless ? TransferSyntax.JPEG_2000_LOSSLESS : TransferSyntax.JPEG_2000;
        byte[] grey = Encoders.jpeg2000(image(grey(0)), lossless);
        byte[] colour = Encoders.jpeg2000(image(colours()), lossless);
        int loss = lossless ? 0 : 4;

        assertThat(firstFrame(compressed(syntax, Photometric.MONOCHROME2, grey)))
                .satisfies(frame -> assertClose(frame, grey(0), loss));
        assertThat(
                        firstFrame(
                                compressed(
                                        syntax,
                                        lossless ? Photometric.YBR_RCT : Photometric.YBR_ICT,
                                        colour)))
                .satisfies(frame -> assertClose(frame, colours(), loss));
    }

    private static void assertClose(byte[] frame, byte[] expected, int loss) {
        assertThat(frame).hasSameSizeAs(expected);
        for (int index = 0; index < frame.length; index++) {
            assertThat(Byte.toUnsignedInt(frame[index]))
                    .isBetween(
                            Byte.toUnsignedInt(expected[index]) - loss,
                            Byte.toUnsignedInt(expected[index]) + loss);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IMPLICIT_LITTLE_ENDIAN", "EXPLICIT_LITTLE_ENDIAN"})
    void aDataSetAloneIsReadAsWhatItsFirstElementLooksLike(TransferSyntax syntax)
            throws DicomException {
        byte[] dataSet =
                writer(syntax, Photometric.MONOCHROME2)
                        .bytes(Tag.PIXEL_DATA, "OB", grey(0))
                        .dataSet();

        assertThat(firstFrame(dataSet)).isEqualTo(grey(0));
    }
}
