package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ImageLoaderTest {
    private static final int SIZE = 32;

    private final ImageLoader loader = new ImageLoader(new ImageSettings(SIZE));

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tif"})
    void losslessFormatsKeepEveryGreyValue(String format) throws IOException {
        BufferedImage image = TestImages.grey(SIZE, SIZE, (x, y) -> 8 * y + x / 4);
        INDArray tensor = loader.load(TestImages.write(image, folder.resolve("grey." + format)));

        assertThat(tensor.shape()).containsExactly(1, 3, SIZE, SIZE);
        assertThat(tensor.dataType()).isEqualTo(DataType.FLOAT);
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < SIZE; y++) {
                for (int x = 0; x < SIZE; x++) {
                    // Enlarged to working size and averaged back: exact but at the edges, where
                    // linear interpolation sees no neighbour.
                    assertThat(tensor.getDouble(0, channel, y, x))
                            .isCloseTo(8 * y + x / 4, within(edge(y) ? 3 : 1));
                }
            }
        }
    }

    @Test
    void jpegIsReadToWithinItsLoss() throws IOException {
        BufferedImage image = TestImages.grey(64, 64, (x, y) -> 2 * x + y);
        INDArray tensor = loader.load(TestImages.write(image, folder.resolve("grey.jpg")));

        assertThat(tensor.getDouble(0, 0, 16, 16)).isCloseTo(2 * 32.5 + 32.5, within(3));
    }

    @Test
    void sixteenBitsAreStretchedFromSmallestToLargestValue() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_USHORT_GRAY);
        TestImages.filled(image, (x, y) -> x < 32 ? 1000 : 3000);
        INDArray tensor = loader.load(TestImages.write(image, folder.resolve("deep.png")));

        assertThat(tensor.getDouble(0, 0, 10, 2)).isZero();
        assertThat(tensor.getDouble(0, 0, 10, 30)).isEqualTo(255);
    }

    @Test
    void sixteenBitsWithoutContrastAreBlack() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_USHORT_GRAY);
        TestImages.filled(image, (x, y) -> 1000);
        INDArray tensor = loader.load(TestImages.write(image, folder.resolve("flat.tif")));

        assertThat(tensor.maxNumber().doubleValue()).isZero();
    }

    @Test
    void channelsAreBlueGreenRed() throws IOException {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        fill(image, 0x0A141E);
        INDArray tensor = loader.load(TestImages.write(image, folder.resolve("colour.png")));

        assertThat(pixel(tensor)).containsExactly(0x1E, 0x14, 0x0A);
    }

    @Test
    void transparencyIsDropped() throws IOException {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
        fill(image, 0x800A141E);
        INDArray tensor = loader.load(TestImages.write(image, folder.resolve("alpha.png")));

        assertThat(pixel(tensor)).containsExactly(0x1E, 0x14, 0x0A);
    }

    @Test
    void shrinkingAveragesWhereInterpolationWouldAlias() throws IOException {
        // Ten to one at working size: linear interpolation would see the lines alone, all white.
        assertThat(rangeOf(TestImages.grey(640, 640, ImageLoaderTest::fineLines)))
                .containsExactly(51, 51);
    }

    @Test
    void oneSideShrinksWithoutAliasingThoughTheOtherGrows() throws IOException {
        ImageLoader stretching = new ImageLoader(ImageSettings.stretched(SIZE));
        Path file =
                TestImages.write(
                        TestImages.grey(640, 20, ImageLoaderTest::fineLines),
                        folder.resolve("lines.png"));
        INDArray tensor = stretching.load(file);

        assertThat(tensor.minNumber().intValue()).isEqualTo(51);
        assertThat(tensor.maxNumber().intValue()).isEqualTo(51);
    }

    @Test
    void checkerboardBecomesMidGrey() throws IOException {
        BufferedImage board = TestImages.grey(320, 320, (x, y) -> (x + y) % 2 == 0 ? 0 : 255);
        for (double value : rangeOf(board)) {
            assertThat(value).isCloseTo(127.5, within(1));
        }
    }

    @Test
    void areaAveragesAreThoseOfOneStep() throws IOException {
        // 192 = 6 * 32: every output pixel is the mean of 6 x 6 input pixels.
        BufferedImage image = TestImages.speckle(192, 192, 1);
        INDArray tensor = loader.load(TestImages.write(image, folder.resolve("speckle.png")));

        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int[] block = image.getRaster().getSamples(6 * x, 6 * y, 6, 6, 0, (int[]) null);
                double mean = Arrays.stream(block).average().orElseThrow();
                assertThat(tensor.getDouble(0, 0, y, x)).isCloseTo(mean, within(1));
            }
        }
    }

    @Test
    void onePixelIsAnImage() throws IOException {
        BufferedImage image = TestImages.grey(1, 1, (x, y) -> 9);
        INDArray tensor = loader.load(TestImages.write(image, folder.resolve("dot.png")));

        assertThat(tensor.meanNumber().doubleValue()).isEqualTo(9);
    }

    @Test
    void manyThreadsReadWhatOneReads() throws IOException {
        Path file = TestImages.write(TestImages.speckle(90, 70, 3), folder.resolve("shared.png"));
        INDArray expected = loader.load(file);

        List<INDArray> tensors =
                IntStream.range(0, 32).parallel().mapToObj(index -> loader.load(file)).toList();

        assertThat(tensors).allMatch(expected::equals);
    }

    @Test
    void nativeMemoryIsFreedAtOnce() throws Exception {
        Path file = TestImages.write(TestImages.speckle(400, 300, 5), folder.resolve("leak.png"));
        loader.decode(file);
        long before = Pointer.totalCount();
        for (int round = 0; round < 200; round++) {
            loader.decode(file);
        }
        // Each decoding allocates several pointers; not one of 200 may wait for a collection.
        assertThat(Pointer.totalCount() - before).isLessThan(200);
    }

    @Test
    void emptyFileIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("empty.png"));
        assertThatThrownBy(() -> loader.load(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "image '%s' is empty; expected a whole PNG, JPEG, BMP or TIFF image;"
                                + " replace it or leave it out",
                        file);
    }

    @Test
    void textIsNoImage() throws IOException {
        Path file = Files.writeString(folder.resolve("text.png"), "patient,label\n");
        assertRefused(file, "is no image");
    }

    @Test
    void missingFileIsNamed() {
        assertRefused(folder.resolve("missing.png"), "does not exist");
    }

    @Test
    void folderIsNoImage() {
        assertRefused(folder, "is a folder");
    }

    @ParameterizedTest
    @CsvSource({"bmp, BMP", "tif, TIFF"})
    void fileCutShortIsRefusedBeforeItsDecoderComplains(String end, String format)
            throws IOException {
        Path whole = TestImages.write(TestImages.speckle(90, 70, 7), folder.resolve("a." + end));
        assertRefused(cutShort(whole), "is a " + format + " that is cut short");
    }

    @Test
    void jpegCutShortIsRefusedThoughOpenCvTakesIt() throws IOException {
        Path whole = TestImages.write(TestImages.speckle(90, 70, 7), folder.resolve("a.jpg"));
        assertRefused(cutShort(whole), "is a JPEG that is cut short");
    }

    @Test
    void pngCutShortIsRefusedBeforeItsDecoderComplains() throws IOException {
        Path whole = TestImages.write(TestImages.speckle(90, 70, 7), folder.resolve("a.png"));
        byte[] content = Files.readAllBytes(whole);
        for (int length : new int[] {9, content.length / 2, content.length - 1}) {
            Files.write(whole, Arrays.copyOf(content, length));
            assertRefused(whole, "is a PNG that is cut short");
        }
    }

    @Test
    void jpegWithDataAfterItsEndIsWhole() throws IOException {
        Path file = TestImages.write(TestImages.speckle(90, 70, 7), folder.resolve("a.jpg"));
        INDArray expected = loader.load(file);
        Files.write(file, new byte[64], StandardOpenOption.APPEND);

        assertThat(loader.load(file)).isEqualTo(expected);
    }

    /** Two of ten columns are white: 51 on average. */
    private static int fineLines(int x, int y) {
        return x % 10 == 4 || x % 10 == 5 ? 255 : 0;
    }

    private double[] rangeOf(BufferedImage image) throws IOException {
        INDArray tensor = loader.load(TestImages.write(image, folder.resolve("image.png")));
        return new double[] {tensor.minNumber().doubleValue(), tensor.maxNumber().doubleValue()};
    }

    private void assertRefused(Path file, String finding) {
        assertThatThrownBy(() -> loader.load(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("image '" + file + "' " + finding);
    }

    private static Path cutShort(Path whole) throws IOException {
        byte[] content = Files.readAllBytes(whole);
        return Files.write(whole, Arrays.copyOf(content, content.length * 3 / 4));
    }

    private static void fill(BufferedImage image, int argb) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, argb);
            }
        }
    }

    private static double[] pixel(INDArray tensor) {
        return IntStream.range(0, 3)
                .mapToDouble(channel -> tensor.getDouble(0, channel, 5, 5))
                .toArray();
    }

    private static boolean edge(int y) {
        return y == 0 || y == SIZE - 1;
    }

    private static Offset<Double> within(double tolerance) {
        return Offset.offset(tolerance);
    }
}
