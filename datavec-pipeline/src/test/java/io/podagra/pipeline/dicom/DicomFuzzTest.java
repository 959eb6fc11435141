package io.podagra.pipeline.dicom;

import static io.podagra.pipeline.dicom.TestFrames.colours;
import static io.podagra.pipeline.dicom.TestFrames.compressed;
import static io.podagra.pipeline.dicom.TestFrames.grey;
import static io.podagra.pipeline.dicom.TestFrames.image;
import static io.podagra.pipeline.dicom.TestFrames.plane;
import static io.podagra.pipeline.dicom.TestFrames.unsigned;
import static io.podagra.pipeline.dicom.TestFrames.writer;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Damaged files of every kind, always the same ones: each is read, or refused with a {@link
 * DicomException}. Nothing else is thrown and nothing hangs.
 */
class DicomFuzzTest {
    private static final int MUTATIONS = 2000;
    private static final long SEED = 4;

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 2, unit = MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aDamagedFileIsReadOrRefused(TransferSyntax syntax) throws IOException {
        for (byte[] whole : List.of(sample(syntax, false), sample(syntax, true))) {
            Random random = new Random(SEED);
            int refused = 0;
            for (int mutation = 0; mutation < MUTATIONS; mutation++) {
                refused += isRefused(mutated(whole, random)) ? 1 : 0;
            }
            assertThat(refused).isBetween(1, MUTATIONS - 1);
        }
    }

    private static boolean isRefused(byte[] file) {
        try {
            DicomFile parsed = TestFrames.parse(file);
            parsed.tissueRegions();
            parsed.patientId();
            parsed.acquisitionDate();
            DicomFrames frames = parsed.frames();
            DicomImage frame = frames.frame(frames.count() - 1);
            parsed.tissueRegions().forEach(frame::crop);
            return false;
        } catch (DicomException e) {
            assertThat(e.getMessage()).isNotBlank();
            return true;
        }
    }

    /** A few bytes changed, most often a single bit; or a part cut out, or doubled. */
    private static byte[] mutated(byte[] whole, Random random) {
        byte[] file = whole.clone();
        int changes = 1 + random.nextInt(4);
        for (int change = 0; change < changes; change++) {
            // The preamble of zeros is of no use to damage.
            int at = 128 + random.nextInt(file.length - 128);
            file[at] =
                    (byte)
                            switch (random.nextInt(4)) {
                                case 0 -> random.nextInt(256);
                                case 1 -> 0xFF;
                                default -> file[at] ^ 1 << random.nextInt(8);
                            };
        }
        int start = 128 + random.nextInt(file.length - 128);
        return switch (random.nextInt(12)) {
            case 0 -> Arrays.copyOf(file, start);
            case 1 -> spliced(file, start, Math.min(file.length, start + random.nextInt(16)));
            case 2 -> spliced(file, start, Math.max(0, start - random.nextInt(16)));
            default -> file;
        };
    }

    private static byte[] spliced(byte[] file, int end, int from) {
        byte[] result = Arrays.copyOf(file, end + file.length - from);
        System.arraycopy(file, from, result, end, file.length - from);
        return result;
    }

    private static byte[] sample(TransferSyntax syntax, boolean colour) throws IOException {
        boolean inJpeg2000 = syntax.coding() == TransferSyntax.Coding.JPEG_2000;
        Photometric photometric = inJpeg2000 ? Photometric.YBR_ICT : Photometric.YBR_FULL;
        if (syntax.coding() != TransferSyntax.Coding.NATIVE) {
            return compressed(
                    syntax,
                    colour ? photometric : Photometric.MONOCHROME2,
                    colour ? colourFrame(syntax) : frame(syntax));
        }
        DicomWriter region = new DicomWriter(syntax).region(1, 1, 2, 3, 11, 99);
        DicomWriter writer =
                writer(syntax, colour ? Photometric.PALETTE_COLOR : Photometric.MONOCHROME2)
                        .sequence(Tag.ULTRASOUND_REGIONS, colour, List.of(region, region))
                        .text(Tag.WINDOW_CENTER, "DS", "127")
                        .text(Tag.WINDOW_WIDTH, "DS", "254");
        for (int index = 0; index < 3 && colour; index++) {
            writer.words(Tag.RED_PALETTE_DESCRIPTOR + index, 256, 0, 16);
            writer.bytes(
                    Tag.RED_SEGMENTED_PALETTE + index,
                    "OW",
                    writer.packed(0, 2, 1, 300, 1, 200, 60_000, 2, 1, 8, 0));
        }
        return writer.bytes(Tag.PIXEL_DATA, "OB", grey(0)).file();
    }

    /** Grey, compressed. */
    static byte[] frame(TransferSyntax syntax) throws IOException {
        return switch (syntax.coding()) {
            case NATIVE -> grey(0);
            case RLE -> Encoders.rle(List.of(grey(0)));
            case JPEG -> Encoders.jpeg(image(grey(0)));
            case JPEG_LOSSLESS ->
                    Encoders.losslessJpeg(
                            unsigned(grey(0)), TestFrames.WIDTH, TestFrames.HEIGHT, 1, 8);
            case JPEG_2000 ->
                    Encoders.jpeg2000(image(grey(0)), syntax == TransferSyntax.JPEG_2000_LOSSLESS);
        };
    }

    private static byte[] colourFrame(TransferSyntax syntax) throws IOException {
        byte[] pixels = colours();
        return switch (syntax.coding()) {
            case NATIVE -> pixels;
            case RLE -> Encoders.rle(List.of(plane(pixels, 0), plane(pixels, 1), plane(pixels, 2)));
            case JPEG -> Encoders.jpeg(image(pixels));
            case JPEG_LOSSLESS ->
                    Encoders.losslessJpeg(
                            unsigned(pixels), TestFrames.WIDTH, TestFrames.HEIGHT, 3, 8);
            case JPEG_2000 ->
                    Encoders.jpeg2000(image(pixels), syntax == TransferSyntax.JPEG_2000_LOSSLESS);
        };
    }
}
