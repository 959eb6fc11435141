package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class TensorPlanesTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void valuesAreThoseOfTheNormaliserToTheLastBit(Normalisation normalisation) throws Exception {
        ImageSettings settings =
                new ImageSettings(32, Fit.STRETCH, false, Clahe.off(), normalisation);
        BufferedImage grey = TestImages.grey(64, 64, (x, y) -> 4 * (y % 64) + x % 4);
        BufferedImage colour = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                colour.setRGB(x, y, (x << 18) | (y << 10) | ((x + y) & 0xFF));
            }
        }
        for (BufferedImage image : List.of(grey, colour)) {
            Path file = TestImages.write(image, folder.resolve("image.png"));
            ImageLoader greyValues = new ImageLoader(settings);
            INDArray expected = greyValues.load(file);
            Normalisers.of(normalisation).transform(expected);

            INDArray written = greyValues.newBatch(2);
            ImageLoader.normalising(settings).fill(written, 1, greyValues.decode(file), List.of());
            assertThat(written.slice(1).toStringFull()).isEqualTo(expected.slice(0).toStringFull());
            assertThat(written.slice(1)).isEqualTo(expected.slice(0));
        }
    }
}
