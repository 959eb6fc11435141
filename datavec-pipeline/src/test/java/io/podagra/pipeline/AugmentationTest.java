package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.datavec.image.transform.FlipImageTransform;
import org.datavec.image.transform.ImageTransform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.BooleanIndexing;
import org.nd4j.linalg.indexing.conditions.Conditions;

class AugmentationTest {
    private static final int SIZE = 32;

    private final ImageLoader loader = new ImageLoader(new ImageSettings(SIZE));

    @TempDir private Path folder;

    @Test
    void noneDrawsNothing() {
        assertThat(new Augmentation(AugmentationSettings.none()).draw(new Random(1))).isEmpty();
    }

    @Test
    void disabledDrawsNothingWhateverTheOtherSettings() {
        AugmentationSettings disabled = new AugmentationSettings(false, 1, 10, 0.1, 0.1, 0.1);
        assertThat(new Augmentation(disabled).draw(new Random(1))).isEmpty();
    }

    @Test
    void flipMirrorsLeftAndRightAndKeepsDepth() throws Exception {
        INDArray plain = transformed(gradient());
        INDArray mirrored = transformed(gradient(), drawn(1, 0, 0, 0, 0));

        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                assertThat(mirrored.getDouble(0, 0, y, x))
                        .isEqualTo(plain.getDouble(0, 0, y, SIZE - 1 - x));
            }
        }
    }

    @Test
    void flipIsAsFrequentAsAskedFor() {
        Augmentation third = new Augmentation(new AugmentationSettings(true, 0.3, 0, 0, 0, 0));
        long flips =
                IntStream.range(0, 4000)
                        .filter(
                                image ->
                                        third.draw(new Random(Seeds.derive(11, 0, image))).stream()
                                                .anyMatch(FlipImageTransform.class::isInstance))
                        .count();
        // Binomial: 1200 expected, standard deviation 29.
        assertThat(flips).isBetween(1100L, 1300L);
    }

    @Test
    void rotationLeavesSizeAndNoBlackCorners() throws Exception {
        BufferedImage flat = TestImages.grey(80, 80, (x, y) -> 200);
        INDArray rotated = transformed(flat, Augmentation.rotationAndZoom(30, -0.2));

        assertThat(rotated.shape()).containsExactly(1, 3, SIZE, SIZE);
        assertThat(rotated.minNumber().doubleValue()).isEqualTo(200);
    }

    @Test
    void rotationIsCounterClockwiseForPositiveAngles() throws Exception {
        // A bright spot to the right of the centre moves up.
        BufferedImage spot =
                TestImages.grey(96, 96, (x, y) -> Math.hypot(x - 80, y - 48) < 8 ? 255 : 0);
        INDArray rotated = transformed(spot, Augmentation.rotationAndZoom(45, 0));

        int centre = SIZE / 2;
        int offset = (int) Math.round((80 - 48) / 3.0 * Math.sqrt(0.5));
        assertThat(rotated.getDouble(0, 0, centre - offset, centre + offset)).isGreaterThan(200);
        assertThat(rotated.getDouble(0, 0, centre, 80 / 3)).isLessThan(50);
    }

    @Test
    void zoomAboveOneMagnifies() throws Exception {
        BufferedImage disc =
                TestImages.grey(96, 96, (x, y) -> Math.hypot(x - 48, y - 48) < 24 ? 255 : 0);
        double plain = transformed(disc).meanNumber().doubleValue();
        double zoomed =
                transformed(disc, Augmentation.rotationAndZoom(0, 0.2)).meanNumber().doubleValue();

        assertThat(zoomed / plain).isBetween(1.38, 1.50); // 1.2 squared
    }

    @Test
    void interpolationHardlyBlurs() throws Exception {
        // The law behind the working size, for white noise, which blur hits hardest.
        Random random = new Random(4);
        BufferedImage noise = TestImages.grey(192, 192, (x, y) -> random.nextInt(256));
        double plain = transformed(noise).stdNumber().doubleValue();
        double turned =
                transformed(noise, Augmentation.rotationAndZoom(10, 0)).stdNumber().doubleValue();
        assertThat(turned / plain).isBetween(0.95, 1.02);
    }

    @Test
    void brightnessMultipliesAndContrastKeepsTheMean() throws Exception {
        BufferedImage halves = TestImages.grey(64, 64, (x, y) -> x < 32 ? 0 : 100);

        INDArray brighter = transformed(halves, new BrightnessContrastTransform(1.2, 1));
        assertThat(brighter.getDouble(0, 0, 9, 2)).isZero();
        assertThat(brighter.getDouble(0, 0, 9, 30)).isEqualTo(120);

        INDArray softer = transformed(halves, new BrightnessContrastTransform(1, 0.5));
        assertThat(softer.getDouble(0, 0, 9, 2)).isEqualTo(25);
        assertThat(softer.getDouble(0, 0, 9, 30)).isEqualTo(75);
    }

    @Test
    void brightnessStaysWithinTheRangeOfGreyValues() throws Exception {
        BufferedImage halves = TestImages.grey(64, 64, (x, y) -> x < 32 ? 0 : 250);
        INDArray tensor = transformed(halves, new BrightnessContrastTransform(1.5, 1.5));

        assertThat(tensor.minNumber().doubleValue()).isZero();
        assertThat(tensor.maxNumber().doubleValue()).isEqualTo(255);
    }

    @Test
    void switchingOneVariationOffLeavesTheOthers() throws Exception {
        INDArray both = transformed(gradient(), drawn(0, 10, 0, 0.3, 0));
        INDArray rotationOnly = transformed(gradient(), drawn(0, 10, 0, 0, 0));

        // The same angle: the same places are the darkest and the brightest.
        assertThat(Nd4j.argMax(both.reshape(-1), 0))
                .isEqualTo(Nd4j.argMax(rotationOnly.reshape(-1), 0));
        assertThat(both).isNotEqualTo(rotationOnly);
    }

    @Test
    void drawingLeavesTheRandomSourceOfNd4jAlone() throws Exception {
        Nd4j.getRandom().setSeed(42);
        double expected = Nd4j.getRandom().nextDouble();
        Nd4j.getRandom().setSeed(42);
        transformed(gradient(), drawn(0.5, 10, 0.1, 0.1, 0.1));

        assertThat(Nd4j.getRandom().nextDouble()).isEqualTo(expected);
    }

    @Test
    void colourImagesAreVariedInAllChannels() throws Exception {
        BufferedImage colour = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                colour.setRGB(x, y, 0x204060);
            }
        }
        INDArray tensor = transformed(colour, drawn(1, 10, 0.1, 0.5, 0));

        double blue = tensor.getDouble(0, 0, 3, 3);
        assertThat(blue).isNotEqualTo(0x60);
        assertThat(tensor.getDouble(0, 1, 3, 3) / blue).isBetween(0.64, 0.69);
        assertThat(tensor.getDouble(0, 2, 3, 3) / blue).isBetween(0.31, 0.36);
    }

    private static BufferedImage gradient() {
        return TestImages.grey(96, 96, (x, y) -> x + y);
    }

    private static ImageTransform[] drawn(
            double flip, double degrees, double zoom, double brightness, double contrast) {
        AugmentationSettings settings =
                new AugmentationSettings(true, flip, degrees, zoom, brightness, contrast);
        return new Augmentation(settings).draw(new Random(3)).toArray(ImageTransform[]::new);
    }

    private INDArray transformed(BufferedImage image, ImageTransform... transforms)
            throws IOException, UndecodableImageException {
        Path file = TestImages.write(image, folder.resolve("image.png"));
        INDArray tensor = loader.newBatch(1);
        loader.fill(tensor, 0, loader.decode(file), List.of(transforms));
        assertThat(BooleanIndexing.and(tensor, Conditions.isFinite())).isTrue();
        return tensor;
    }
}
