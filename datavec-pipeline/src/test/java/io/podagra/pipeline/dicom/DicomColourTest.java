package io.podagra.pipeline.dicom;

import static io.podagra.pipeline.dicom.TestFrames.firstFrame;
import static io.podagra.pipeline.dicom.TestFrames.unsigned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Colours come as RGB. The numbers of YBR_FULL were computed with pydicom 2.3.1: {@code
 * convert_color_space(a, 'YBR_FULL', 'RGB')}.
 */
class DicomColourTest {
    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_LITTLE_ENDIAN;

    @Test
    void luminanceAndChrominanceBecomeRgb() throws DicomException {
        byte[] pixels = bytes(76, 85, 255, 150, 44, 21, 29, 255, 107, 128, 128, 128, 255, 200, 10);
        byte[] file =
                DicomWriter.image(SYNTAX, Photometric.YBR_FULL, 5, 1, 8)
                        .bytes(Tag.PIXEL_DATA, "OB", pixels)
                        .file();

        assertThat(unsigned(firstFrame(file)))
                .containsExactly(254, 0, 0, 0, 255, 1, 0, 0, 254, 128, 128, 128, 90, 255, 255);
    }

    @Test
    void twoPixelsShareTheChrominanceOf422() throws DicomException {
        byte[] halved = bytes(100, 120, 110, 140, 30, 40, 128, 128);
        byte[] full = bytes(100, 110, 140, 120, 110, 140, 30, 128, 128, 40, 128, 128);

        byte[] of422 =
                DicomWriter.image(SYNTAX, Photometric.YBR_FULL_422, 4, 1, 8)
                        .bytes(Tag.PIXEL_DATA, "OB", halved)
                        .file();
        byte[] of444 =
                DicomWriter.image(SYNTAX, Photometric.YBR_FULL, 4, 1, 8)
                        .bytes(Tag.PIXEL_DATA, "OB", full)
                        .file();
        assertThat(firstFrame(of422)).isEqualTo(firstFrame(of444));
    }

    @ParameterizedTest
    @EnumSource(names = {"IMPLICIT_LITTLE_ENDIAN", "EXPLICIT_LITTLE_ENDIAN", "EXPLICIT_BIG_ENDIAN"})
    void aPaletteOfSixteenBitsKeepsTheHighEight(TransferSyntax syntax) throws DicomException {
        DicomWriter writer = palette(syntax, 3, 16, 4, 5, 6, 7, 9);
        for (int colour = 0; colour < 3; colour++) {
            byte[] table =
                    writer.packed(0x1000 + colour, 0x2080 + (colour << 8), 0xFF00 - (colour << 8));
            writer.bytes(Tag.RED_PALETTE + colour, "OW", table);
        }
        byte[] file = writer.bytes(Tag.PIXEL_DATA, "OB", bytes(4, 5, 6, 7, 9)).file();

        // The first entry is that of value 5: below it and above 7 the outermost ones go on.
        assertThat(unsigned(firstFrame(file)))
                .containsExactly(
                        0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x20, 0x21, 0x22, 0xFF, 0xFE, 0xFD,
                        0xFF, 0xFE, 0xFD);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPLICIT_LITTLE_ENDIAN", "EXPLICIT_BIG_ENDIAN"})
    void aPaletteOfEightBitsIsPackedInWords(TransferSyntax syntax) throws DicomException {
        DicomWriter writer = palette(syntax, 4, 8, 5, 6, 7, 8);
        for (int colour = 0; colour < 3; colour++) {
            writer.bytes(Tag.RED_PALETTE + colour, "OW", writer.packed(20 << 8 | 10, 40 << 8 | 30));
        }
        byte[] file = writer.bytes(Tag.PIXEL_DATA, "OB", bytes(5, 6, 7, 8)).file();

        assertThat(unsigned(firstFrame(file)))
                .containsExactly(10, 10, 10, 20, 20, 20, 30, 30, 30, 40, 40, 40);
    }

    @Test
    void aPaletteThatFillsOnlyTheLowEightOfSixteenBitsIsNotBlack() throws DicomException {
        DicomWriter writer = palette(SYNTAX, 2, 16, 5, 6);
        for (int colour = 0; colour < 3; colour++) {
            writer.bytes(Tag.RED_PALETTE + colour, "OW", writer.packed(10, 200));
        }
        byte[] file = writer.bytes(Tag.PIXEL_DATA, "OB", bytes(5, 6)).file();

        assertThat(unsigned(firstFrame(file))).containsExactly(10, 10, 10, 200, 200, 200);
    }

    /**
     * PS3.3, C.7.9.2: two entries, a line of four to the last, and the line once more from there.
     */
    @ParameterizedTest
    @EnumSource(names = {"IMPLICIT_LITTLE_ENDIAN", "EXPLICIT_LITTLE_ENDIAN", "EXPLICIT_BIG_ENDIAN"})
    void aPaletteInSegmentsIsExpanded(TransferSyntax syntax) throws DicomException {
        DicomWriter writer = palette(syntax, 10, 16, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
        // The line begins at byte 8 of the segments.
        int[] segments = {0, 2, 0x0100, 0x0200, 1, 4, 0x0A00, 2, 1, 8, 0};
        for (int colour = 0; colour < 3; colour++) {
            writer.bytes(Tag.RED_SEGMENTED_PALETTE + colour, "OW", writer.packed(segments));
        }
        byte[] pixels = bytes(5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
        byte[] file = writer.bytes(Tag.PIXEL_DATA, "OB", pixels).file();

        int[] reds = new int[10];
        int[] rgb = unsigned(firstFrame(file));
        for (int index = 0; index < reds.length; index++) {
            reds[index] = rgb[3 * index];
        }
        // The repeated line goes from 0x0A00 to 0x0A00.
        assertThat(reds).containsExactly(1, 2, 4, 6, 8, 10, 10, 10, 10, 10);
    }

    @Test
    void segmentsThatDoNotFillTheTableOrRepeatThemselvesAreRefused() {
        assertThatThrownBy(() -> segmented(0, 1, 7))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("make 1 of 4 entries");
        assertThatThrownBy(() -> segmented(2, 1, 0, 0)).hasMessageContaining("not come yet");
        assertThatThrownBy(() -> segmented(1, 4, 7)).hasMessageContaining("segment of kind 1");
        assertThatThrownBy(() -> segmented(0, 0, 0)).hasMessageContaining("empty segment");
        assertThatThrownBy(() -> segmented(9, 1, 0)).hasMessageContaining("segment of kind 9");
    }

    private static void segmented(int... segments) throws DicomException {
        DicomWriter writer = palette(SYNTAX, 4, 16, 5);
        for (int colour = 0; colour < 3; colour++) {
            writer.bytes(Tag.RED_SEGMENTED_PALETTE + colour, "OW", writer.packed(segments));
        }
        firstFrame(writer.bytes(Tag.PIXEL_DATA, "OB", new byte[2]).file());
    }

    /** One row of as many pixels; the palette begins with value 5. */
    private static DicomWriter palette(TransferSyntax syntax, int length, int bits, int... pixels) {
        DicomWriter writer =
                DicomWriter.image(syntax, Photometric.PALETTE_COLOR, pixels.length, 1, 8);
        for (int colour = 0; colour < 3; colour++) {
            writer.words(Tag.RED_PALETTE_DESCRIPTOR + colour, length, 5, bits);
        }
        return writer;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return bytes;
    }
}
