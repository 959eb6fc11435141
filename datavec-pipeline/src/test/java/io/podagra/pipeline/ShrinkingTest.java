package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_core.norm;

import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is interpolated at input size is what was interpolated at working size and shrunk. */
class ShrinkingTest {
    private static final int SIDE = 96;

    private final ResizeTransform toInputSize = new ResizeTransform(SIDE);

    @ParameterizedTest
    @CsvSource({"7, 1.03, 0.02, -0.01", "-10, 0.9, 0, 0.05", "0, 1.1, 0, 0", "90, 1, 0, 0"})
    void smoothImageIsTheSameWithinTwoGreyLevels(
            double degrees, double scale, double right, double down) {
        Mat smooth =
                working((x, y) -> (int) (128 + 60 * Math.sin(x / 9.0) + 60 * Math.cos(y / 7.0)));
        GeometryTransform transform = new GeometryTransform(degrees, scale, right, down);

        Mat expected = toInputSize.apply(transform.apply(smooth));
        assertThat(norm(transform.applyShrinking(smooth, SIDE), expected, NORM_INF, null))
                .isLessThanOrEqualTo(2);
    }

    @Test
    void nothingToDoIsExactlyTheAverageOfAreas() {
        Mat noise = noise();
        Mat shrunk = new GeometryTransform(0, 1, 0, 0).applyShrinking(noise, SIDE);
        assertThat(norm(shrunk, toInputSize.apply(noise), NORM_INF, null)).isLessThanOrEqualTo(1);
    }

    @Test
    void interpolationHardlyBlursWhiteNoise() {
        double plain = deviation(toInputSize.apply(noise()));
        for (double degrees : new double[] {3, 7, 10}) {
            Mat turned = new GeometryTransform(degrees, 1, 0, 0).applyShrinking(noise(), SIDE);
            assertThat(deviation(turned) / plain).isBetween(0.95, 1.02);
        }
    }

    @Test
    void valuesAreChangedAtInputSize() {
        Mat changed = new GammaTransform(1.2).applyShrinking(noise(), SIDE);
        Mat expected = new GammaTransform(1.2).apply(toInputSize.apply(noise()));
        assertThat(norm(changed, expected, NORM_INF, null)).isZero();
    }

    private static double deviation(Mat image) {
        Mat mean = new Mat();
        Mat deviation = new Mat();
        meanStdDev(image, mean, deviation);
        return new DoublePointer(deviation.data()).get();
    }

    private static Mat noise() {
        Random random = new Random(4);
        return working((x, y) -> 64 + random.nextInt(128));
    }

    private static Mat working(IntBinaryOperator value) {
        int side = WorkingImage.OVERSAMPLING * SIDE;
        byte[] pixels = new byte[side * side];
        for (int index = 0; index < pixels.length; index++) {
            pixels[index] = (byte) value.applyAsInt(index % side, index / side);
        }
        Mat mat = new Mat(side, side, CV_8U);
        mat.data().put(pixels);
        return mat;
    }
}
