package io.podagra.pipeline.dicom;

import static io.podagra.pipeline.dicom.TestFrames.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Grey as it would be displayed. The numbers of the windows were computed with pydicom 2.3.1:
 * {@code apply_windowing(apply_modality_lut(a, ds), ds)}, rescaled to 0 to 255 and rounded half up.
 */
class DicomGreyTest {
    @Test
    void eightBitsWithoutAWindowStayAsTheyAre() throws DicomException {
        assertThat(grey(8, writer -> writer, 0, 1, 127, 128, 255))
                .containsExactly(0, 1, 127, 128, 255);
    }

    @Test
    void theUsualWindowOfUltrasoundChangesNothing() throws DicomException {
        assertThat(grey(8, window("128", "256"), 0, 1, 127, 128, 255))
                .containsExactly(0, 1, 127, 128, 255);
    }

    @Test
    void aLinearWindowIsThatOfTheStandard() throws DicomException {
        assertThat(grey(8, window("127", "254"), 0, 1, 100, 127, 200, 253, 255))
                .containsExactly(0, 1, 101, 128, 202, 255, 255);
        assertThat(grey(8, window("40\\127", "11\\254"), 34, 35, 40, 44, 45))
                .containsExactly(0, 13, 140, 242, 255);
    }

    @Test
    void exactAndSigmoidWindowsAreThoseOfTheStandard() throws DicomException {
        UnaryOperator<DicomWriter> exact =
                writer ->
                        window("100", "50")
                                .apply(writer)
                                .text(Tag.VOI_LUT_FUNCTION, "CS", "LINEAR_EXACT");
        UnaryOperator<DicomWriter> sigmoid =
                writer ->
                        window("100", "50")
                                .apply(writer)
                                .text(Tag.VOI_LUT_FUNCTION, "CS", "SIGMOID");

        assertThat(grey(8, exact, 75, 80, 100, 120, 125)).containsExactly(0, 25, 128, 230, 255);
        assertThat(grey(8, sigmoid, 0, 80, 100, 120, 255)).containsExactly(0, 43, 128, 212, 255);
    }

    @Test
    void aWindowIsOfRescaledValues() throws DicomException {
        UnaryOperator<DicomWriter> rescaled =
                writer ->
                        window("128", "256")
                                .apply(writer)
                                .text(Tag.RESCALE_INTERCEPT, "DS", "-100")
                                .text(Tag.RESCALE_SLOPE, "DS", "2");

        assertThat(grey(8, rescaled, 0, 50, 100, 150, 200)).containsExactly(0, 0, 100, 200, 255);
    }

    @Test
    void aWindowWithoutWidthIsNone() throws DicomException {
        assertThat(grey(8, window("0", "0"), 0, 77, 255)).containsExactly(0, 77, 255);
    }

    @Test
    void theRangeThatCanBeStoredBecomesEightBits() throws DicomException {
        assertThat(grey(12, writer -> writer, 0, 16, 2048, 4095)).containsExactly(0, 1, 128, 255);
    }

    @Test
    void whatIsInTheBitsThatAreNotStoredIsNotLookedAt() throws DicomException {
        assertThat(grey(12, writer -> writer, 0xF000, 0x3FFF)).containsExactly(0, 255);
    }

    @Test
    void signedValuesBeginAtTheLeastThatCanBeStored() throws DicomException {
        assertThat(grey(12, writer -> writer.words(Tag.PIXEL_REPRESENTATION, 1), -2048, 0, 2047))
                .containsExactly(0, 128, 255);
    }

    @Test
    void monochrome1IsInverted() throws DicomException {
        UnaryOperator<DicomWriter> inverted =
                writer -> writer.text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", "MONOCHROME1");

        assertThat(grey(8, inverted, 0, 100, 255)).containsExactly(255, 155, 0);
    }

    @Test
    void tablesOfValuesAreRefusedByName() {
        UnaryOperator<DicomWriter> table =
                writer ->
                        writer.sequence(
                                Tag.MODALITY_LUT_SEQUENCE,
                                true,
                                List.of(new DicomWriter(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)));

        assertThatThrownBy(() -> grey(8, table, 0))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("Modality LUT Sequence: not supported");
    }

    private static UnaryOperator<DicomWriter> window(String center, String width) {
        return writer ->
                writer.text(Tag.WINDOW_CENTER, "DS", center).text(Tag.WINDOW_WIDTH, "DS", width);
    }

    /** What becomes of values, one to a pixel. */
    private static int[] grey(int bits, UnaryOperator<DicomWriter> more, int... values)
            throws DicomException {
        DicomWriter writer =
                DicomWriter.image(
                        TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
                        Photometric.MONOCHROME2,
                        values.length,
                        1,
                        bits);
        byte[] pixels = writer.packed(values);
        if (bits == Byte.SIZE) {
            pixels = new byte[values.length];
            for (int index = 0; index < values.length; index++) {
                pixels[index] = (byte) values[index];
            }
        }
        byte[] file = more.apply(writer).bytes(Tag.PIXEL_DATA, "OW", pixels).file();
        return TestFrames.unsigned(parse(file).frames().frame(0).pixels());
    }
}
