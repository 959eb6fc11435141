package io.podagra.data.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianTest {
    private static final int WIDTH = 41;
    private static final int HEIGHT = 31;

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.4, 1, 3.7, 12})
    void aFlatPlaneStaysFlat(double sigma) {
        float[] plane = new float[WIDTH * HEIGHT];
        Arrays.fill(plane, 3);

        Gaussian.blur(plane, WIDTH, sigma, sigma);

        for (float value : plane) {
            assertThat(value).isCloseTo(3, within(1e-4f));
        }
    }

    @Test
    void aPointBecomesABellOfTheSameSumAndTheGivenWidths() {
        float[] plane = new float[WIDTH * HEIGHT];
        plane[15 * WIDTH + 20] = 1;

        Gaussian.blur(plane, WIDTH, 3, 2);

        double sum = 0;
        double squaresX = 0;
        double squaresZ = 0;
        for (int i = 0; i < plane.length; i++) {
            sum += plane[i];
            squaresX += plane[i] * Math.pow(i % WIDTH - 20, 2);
            squaresZ += plane[i] * Math.pow(i / WIDTH - 15, 2);
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
        // A kernel that ends at three sigmas is a little narrower than the curve it stands for.
        assertThat(Math.sqrt(squaresX)).isCloseTo(3, within(0.06));
        assertThat(Math.sqrt(squaresZ)).isCloseTo(2, within(0.04));
    }

    @Test
    void noiseHasUnitDeviation() {
        float[] noise = Gaussian.noise(64, 64, 2, 3, Draws.of(1));

        double squares = 0;
        for (float value : noise) {
            squares += value * value;
        }
        assertThat(Math.sqrt(squares / noise.length)).isCloseTo(1, within(1e-3));
    }
}
