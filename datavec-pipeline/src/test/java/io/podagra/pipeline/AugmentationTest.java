package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.datavec.image.transform.ImageTransform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.BooleanIndexing;
import org.nd4j.linalg.indexing.conditions.Conditions;

class AugmentationTest {
    private static final int SIZE = 32;
    private static final int IMAGES = 4000;

    private final ImageLoader loader = new ImageLoader(new ImageSettings(SIZE));

    @TempDir private Path folder;

    @Test
    void noneDrawsNothing() {
        assertThat(words(AugmentationSettings.none(), 1)).isEmpty();
        assertThat(words(Variations.enabled(AugmentationSettings.none()), 1)).isEmpty();
    }

    @Test
    void disabledDrawsNothingWhateverTheOtherSettings() {
        AugmentationSettings on = AugmentationSettings.defaults();
        AugmentationSettings off =
                new AugmentationSettings(
                        false,
                        on.horizontalFlip(),
                        on.verticalFlip(),
                        on.rotation(),
                        on.scale(),
                        on.shift(),
                        on.gain(),
                        on.contrast(),
                        on.gamma(),
                        on.tgc(),
                        on.speckle());
        assertThat(words(off, 1)).isEmpty();
    }

    @Test
    void flipsAreAsFrequentAsAskedForAndIndependent() {
        AugmentationSettings settings = Variations.flips(0.3, 0.5);
        // Binomial: 1200 and 2000 expected, standard deviations 29 and 32; both: 600 and 23.
        assertThat(count(settings, words -> words.contains("mirrored"))).isBetween(1100L, 1300L);
        assertThat(count(settings, words -> words.contains("upside down"))).isBetween(1890L, 2110L);
        assertThat(count(settings, words -> words.size() == 2)).isBetween(520L, 680L);
    }

    @Test
    void neverUpsideDownUnlessAskedFor() {
        assertThat(count(AugmentationSettings.defaults(), words -> words.contains("upside down")))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rotation", "scale", "shift", "gain", "contrast", "gamma", "tgc", "speckle"})
    void switchingOneVariationOffLeavesTheNumbersOfTheOthers(String name) {
        AugmentationSettings all = AugmentationSettings.defaults();
        double neutral = List.of("scale", "gain", "contrast", "gamma").contains(name) ? 1 : 0;
        AugmentationSettings without = Variations.changed(all, name, Variation.never(neutral));

        for (int image = 0; image < 200; image++) {
            List<String> kept = words(without, image);
            assertThat(words(all, image)).containsAll(kept);
        }
    }

    @Test
    void amountsFillTheirRange() {
        Variation gain = new Variation(1, 0.85, 1.15);
        double[] amounts =
                IntStream.range(0, IMAGES)
                        .mapToDouble(image -> gain.amount(new Random(Seeds.derive(5, image))))
                        .sorted()
                        .toArray();
        assertThat(amounts[0]).isBetween(0.85, 0.853);
        assertThat(amounts[IMAGES / 2]).isBetween(0.98, 1.02);
        assertThat(amounts[IMAGES - 1]).isBetween(1.147, 1.15);
    }

    @Test
    void gammaIsAsOftenAboveAsBelowOne() {
        Variation gamma = new Variation(1, 0.8, 1.25);
        long above =
                IntStream.range(0, IMAGES)
                        .filter(image -> gamma.ratio(new Random(Seeds.derive(5, image))) > 1)
                        .count();
        assertThat(above).isBetween(1890L, 2110L); // Binomial: 2000, standard deviation 32
    }

    @Test
    void oneSourceGivesOneImage() throws Exception {
        assertThat(varied(3)).isEqualTo(varied(3));
        assertThat(varied(3)).isNotEqualTo(varied(4));
    }

    @Test
    void drawingLeavesTheRandomSourceOfNd4jAlone() throws Exception {
        Nd4j.getRandom().setSeed(42);
        double expected = Nd4j.getRandom().nextDouble();
        Nd4j.getRandom().setSeed(42);
        varied(3);

        assertThat(Nd4j.getRandom().nextDouble()).isEqualTo(expected);
    }

    @Test
    void interpolationHardlyBlurs() throws Exception {
        // The law behind the working size, for white noise, which blur hits hardest.
        Random random = new Random(4);
        BufferedImage noise = TestImages.grey(192, 192, (x, y) -> random.nextInt(256));
        double plain = transformed(noise, List.of()).stdNumber().doubleValue();
        double turned =
                transformed(noise, List.of(new GeometryTransform(10, 1, 0, 0)))
                        .stdNumber()
                        .doubleValue();
        assertThat(turned / plain).isBetween(0.95, 1.02);
    }

    private INDArray varied(int seed) throws IOException, UndecodableImageException {
        return transformed(
                TestImages.speckle(96, 96, 1),
                new Augmentation(AugmentationSettings.defaults()).draw(new Random(seed)));
    }

    private static long count(AugmentationSettings settings, Predicate<List<String>> holds) {
        return IntStream.range(0, IMAGES)
                .filter(image -> holds.test(words(settings, image)))
                .count();
    }

    private static List<String> words(AugmentationSettings settings, int image) {
        return new Augmentation(settings)
                .describe(new Random(Seeds.derive(11, 0, image))).stream()
                        .flatMap(drawn -> drawn.steps().stream())
                        .map(AppliedStep::words)
                        .toList();
    }

    private INDArray transformed(BufferedImage image, List<ImageTransform> transforms)
            throws IOException, UndecodableImageException {
        Path file = TestImages.write(image, folder.resolve("image.png"));
        INDArray tensor = loader.newBatch(1);
        loader.fill(tensor, 0, loader.decode(file), transforms);
        assertThat(BooleanIndexing.and(tensor, Conditions.isFinite())).isTrue();
        return tensor;
    }
}
