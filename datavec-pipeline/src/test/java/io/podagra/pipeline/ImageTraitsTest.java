package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.podagra.data.InvalidInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTraitsTest {
    @TempDir private Path folder;

    @Test
    void tellsSizeAndGreyValues() throws IOException {
        // A tenth is black, the rest 100 and 200 in stripes of equal number.
        ImageTraits traits =
                traits(TestImages.grey(80, 100, (x, y) -> y < 10 ? 0 : y % 2 == 0 ? 100 : 200));

        assertThat(traits.width()).isEqualTo(80);
        assertThat(traits.height()).isEqualTo(100);
        assertThat(traits.mean()).isCloseTo(135, within(1e-9));
        assertThat(traits.contrast())
                .isCloseTo(Math.sqrt(0.45 * 1e4 + 0.45 * 4e4 - 135.0 * 135), within(1e-9));
        assertThat(traits.black()).isCloseTo(0.1, within(1e-9));
        assertThat(traits.bright()).isEqualTo(200);
    }

    @Test
    void anImageOfOneGreyIsNeitherSharpNorNoisy() throws IOException {
        ImageTraits traits = traits(TestImages.grey(20, 30, (x, y) -> 90));

        assertThat(traits.contrast()).isZero();
        assertThat(traits.sharpness()).isZero();
        assertThat(traits.noise()).isZero();
    }

    @Test
    void aSlopeIsNoNoiseAndGaussianNoiseHasItsStandardDeviation() throws IOException {
        Random random = new Random(1);

        assertThat(traits(TestImages.grey(100, 100, (x, y) -> x + y)).noise()).isZero();
        assertThat(
                        traits(
                                        TestImages.grey(
                                                300,
                                                300,
                                                (x, y) ->
                                                        (int)
                                                                Math.round(
                                                                        128
                                                                                + 12
                                                                                        * random
                                                                                                .nextGaussian())))
                                .noise())
                .isCloseTo(12, within(0.3));
    }

    @Test
    void sharpnessDoesNotChangeWithTheGain() throws IOException {
        BufferedImage dark = TestImages.grey(60, 60, (x, y) -> 40 + 10 * ((x / 3 + y / 5) % 4));
        BufferedImage bright = TestImages.grey(60, 60, (x, y) -> 80 + 20 * ((x / 3 + y / 5) % 4));

        assertThat(traits(bright).sharpness()).isCloseTo(traits(dark).sharpness(), within(1e-9));
        assertThat(traits(bright).contrast()).isCloseTo(2 * traits(dark).contrast(), within(1e-9));
    }

    @Test
    void refusesWhatIsNoImage() throws IOException {
        Path file = Files.writeString(folder.resolve("a.png"), "no image");

        assertThatThrownBy(() -> ImageTraits.of(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a.png");
    }

    private ImageTraits traits(BufferedImage image) throws IOException {
        Path file = folder.resolve("image.png");
        ImageIO.write(image, "png", file.toFile());
        return ImageTraits.of(file);
    }
}
