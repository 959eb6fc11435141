package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each transform promises, on its own. */
@SuppressWarnings("try") // A scope works by being open.
class TransformLawsTest {
    private static final int SIDE = 96;

    @Test
    void neutralParametersChangeNothing() {
        int[] image = noise(1);
        List<MatTransform> neutral =
                List.of(
                        new GeometryTransform(0, 1, 0, 0),
                        new GainContrastTransform(1, 1),
                        new GammaTransform(1),
                        new TgcTransform(0),
                        new SpeckleTransform(0, 7),
                        new FitTransform(Fit.PAD, SIDE),
                        new FitTransform(Fit.STRETCH, SIDE));
        for (MatTransform transform : neutral) {
            assertThat(apply(transform, image, SIDE)).containsExactly(image);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void everyTransformKeepsSizeDepthAndChannels(int channels) {
        List<MatTransform> all =
                List.of(
                        new FlipTransform(FlipTransform.Direction.LEFT_AND_RIGHT),
                        new GeometryTransform(7, 0.9, 0.03, -0.02),
                        new SpeckleTransform(0.1, 7),
                        new TgcTransform(0.2),
                        new GainContrastTransform(1.1, 0.9),
                        new GammaTransform(1.2),
                        new ClaheTransform(new Clahe(true, 2, 8)));
        for (MatTransform transform : all) {
            try (NativeScope scope = NativeScope.ofOpenCv()) {
                Mat result = transform.apply(Pixels.mat(noise(2), SIDE / channels, channels));
                assertThat(List.of(result.rows(), result.cols(), result.channels(), result.depth()))
                        .as(transform.getClass().getSimpleName())
                        .containsExactly(SIDE, SIDE / channels, channels, 0);
            }
        }
    }

    @Test
    void flippingTwiceIsNothingAndOnceMirrors() {
        int[] image = noise(1);
        for (FlipTransform.Direction direction : FlipTransform.Direction.values()) {
            FlipTransform flip = new FlipTransform(direction);
            assertThat(apply(flip, apply(flip, image, SIDE), SIDE)).containsExactly(image);
        }
        int[] mirrored =
                apply(new FlipTransform(FlipTransform.Direction.LEFT_AND_RIGHT), image, SIDE);
        assertThat(mirrored[3 * SIDE + 5]).isEqualTo(image[3 * SIDE + SIDE - 1 - 5]);
    }

    @Test
    void positiveAnglesTurnCounterClockwise() {
        // A bright spot to the right of the middle moves up.
        int[] turned = apply(new GeometryTransform(90, 1, 0, 0), spot(80, 48), SIDE);
        assertThat(turned[15 * SIDE + 48]).isGreaterThan(200);
        assertThat(turned[48 * SIDE + 80]).isLessThan(50);
    }

    @Test
    void aQuarterTurnIsExactAndFourAreNothing() {
        int[] image = noise(3);
        GeometryTransform quarter = new GeometryTransform(90, 1, 0, 0);
        int[] turned = apply(quarter, image, SIDE);
        assertThat(turned[10 * SIDE + 20]).isEqualTo(image[20 * SIDE + SIDE - 1 - 10]);
        int[] full = image;
        for (int turn = 0; turn < 4; turn++) {
            full = apply(quarter, full, SIDE);
        }
        assertThat(full).containsExactly(image);
    }

    @Test
    void turningAMirrorImageIsMirroringTheOppositeTurn() {
        int[] image = noise(4);
        FlipTransform flip = new FlipTransform(FlipTransform.Direction.LEFT_AND_RIGHT);
        int[] one = apply(new GeometryTransform(8, 1.1, 0, 0), apply(flip, image, SIDE), SIDE);
        int[] other = apply(flip, apply(new GeometryTransform(-8, 1.1, 0, 0), image, SIDE), SIDE);
        // Positions are rounded to a 32nd of a pixel by OpenCV.
        assertThat(meanDifference(one, other)).isLessThan(4);
    }

    @Test
    void shiftsMoveToTheRightAndDownByTheirShare() {
        int[] image = noise(5);
        int[] shifted = apply(new GeometryTransform(0, 1, 3.0 / SIDE, 2.0 / SIDE), image, SIDE);
        assertThat(shifted[40 * SIDE + 50]).isEqualTo(image[38 * SIDE + 47]);
    }

    @Test
    void scaleAboveOneMagnifiesBothSides() {
        int[] disc = image((x, y) -> Math.hypot(x - 47.5, y - 47.5) < 24 ? 255 : 0);
        double larger = mean(apply(new GeometryTransform(0, 1.2, 0, 0), disc, SIDE));
        assertThat(larger / mean(disc)).isCloseTo(1.44, within(0.02));
    }

    @Test
    void noCornerIsBlackAfterATurn() {
        int[] turned =
                apply(new GeometryTransform(30, 0.8, 0.05, 0.05), image((x, y) -> 200), SIDE);
        assertThat(turned).containsOnly(200);
    }

    @Test
    void gainMultipliesAndContrastKeepsTheMean() {
        int[] halves = image((x, y) -> x < SIDE / 2 ? 0 : 100);
        int[] brighter = apply(new GainContrastTransform(1.2, 1), halves, SIDE);
        assertThat(List.of(brighter[0], brighter[SIDE - 1])).containsExactly(0, 120);
        int[] softer = apply(new GainContrastTransform(1, 0.5), halves, SIDE);
        assertThat(List.of(softer[0], softer[SIDE - 1])).containsExactly(25, 75);
    }

    @Test
    void gainStaysWithinTheRangeOfGreyValues() {
        int[] halves = image((x, y) -> x < SIDE / 2 ? 0 : 250);
        int[] result = apply(new GainContrastTransform(1.5, 1.5), halves, SIDE);
        assertThat(List.of(result[0], result[SIDE - 1])).containsExactly(0, 255);
    }

    @Property(tries = 40)
    void gammaFixesBlackAndWhiteAndKeepsTheOrder(
            @ForAll @DoubleRange(min = 0.5, max = 2) double gamma) {
        int[] bent = apply(new GammaTransform(gamma), image((x, y) -> (y * SIDE + x) % 256), SIDE);
        assertThat(bent[0]).isZero();
        assertThat(bent[255]).isEqualTo(255);
        for (int value = 1; value < 256; value++) {
            assertThat(bent[value]).isGreaterThanOrEqualTo(bent[value - 1]);
        }
        // Darker above 1, brighter below.
        assertThat((bent[128] - 128) * (gamma - 1)).isNotPositive();
    }

    @Property(tries = 40)
    void oneOverGammaIsTheInverseUpToRounding(
            @ForAll @DoubleRange(min = 0.8, max = 1.25) double gamma) {
        int[] ramp = image((x, y) -> Math.max(32, (y * SIDE + x) % 256));
        int[] back =
                apply(
                        new GammaTransform(1 / gamma),
                        apply(new GammaTransform(gamma), ramp, SIDE),
                        SIDE);
        for (int pixel = 0; pixel < 256; pixel++) {
            assertThat(back[pixel]).isCloseTo(ramp[pixel], within(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.8, 147", "1.25, 108", "2, 64"})
    void gammaOfMidGrey(double gamma, int expected) {
        // python3 -c "print([round(255*(128/255)**g) for g in (0.8, 1.25, 2)])"
        assertThat(apply(new GammaTransform(gamma), image((x, y) -> 128), SIDE))
                .containsOnly(expected);
    }

    @Property(tries = 40)
    void tgcIsARampOfMeanOne(@ForAll @DoubleRange(min = -0.5, max = 0.5) double slope) {
        int[] result = apply(new TgcTransform(slope), image((x, y) -> 100), SIDE);
        assertThat(result[0]).isCloseTo((int) Math.round(100 * (1 - slope)), within(1));
        assertThat(result[SIDE * SIDE - 1])
                .isCloseTo((int) Math.round(100 * (1 + slope)), within(1));
        assertThat(mean(result)).isCloseTo(100, within(0.1));
        for (int pixel = SIDE; pixel < result.length; pixel++) {
            int deeper = result[pixel] - result[pixel - SIDE];
            assertThat(slope < 0 ? -deeper : deeper).isNotNegative();
        }
    }

    @Property(tries = 20)
    void speckleKeepsTheMeanAndHasItsStrength(
            @ForAll @DoubleRange(min = 0.02, max = 0.2) double strength, @ForAll int seed) {
        int[] result = grain(strength, seed);
        // The field has some 400 by 4 independent grains over the image.
        assertThat(mean(result)).isCloseTo(100, within(100 * strength * 0.15));
        assertThat(deviation(result)).isCloseTo(100 * strength, within(15 * strength + 0.3));
    }

    @Test
    void speckleIsOneForASeedAndLeavesBlackBlack() {
        assertThat(grain(0.1, 3)).containsExactly(grain(0.1, 3));
        assertThat(grain(0.1, 3)).isNotEqualTo(grain(0.1, 4));
        assertThat(apply(new SpeckleTransform(0.3, 5), image((x, y) -> 0), SIDE)).containsOnly(0);
    }

    @Test
    void specklesAreWiderThanTheyAreHigh() {
        int side = 256;
        int[] grains =
                apply(new SpeckleTransform(0.2, 3), Pixels.filled(side, (x, y) -> 100), side);
        assertThat(correlation(grains, side, 3, 0)).isGreaterThan(0.5);
        assertThat(correlation(grains, side, 0, 3)).isLessThan(0.4);
    }

    @Test
    void paddingKeepsProportionsAndIsBlackAboveAndBelow() {
        int[] wide =
                apply(
                        new FitTransform(Fit.PAD, 64),
                        Pixels.filled(100, 50, (x, y) -> 200),
                        100,
                        50);
        assertThat(wide).hasSize(64 * 64);
        for (int pixel = 0; pixel < wide.length; pixel++) {
            assertThat(wide[pixel]).isEqualTo(pixel / 64 >= 16 && pixel / 64 < 48 ? 200 : 0);
        }
    }

    @Test
    void aNarrowImageStaysInTheMiddle() {
        int[] narrow =
                apply(
                        new FitTransform(Fit.PAD, 64),
                        Pixels.filled(50, 100, (x, y) -> 200),
                        50,
                        100);
        for (int pixel = 0; pixel < narrow.length; pixel++) {
            int x = pixel % 64;
            assertThat(narrow[pixel]).isEqualTo(x >= 16 && x < 48 ? 200 : 0);
        }
    }

    @Property(tries = 60)
    void everyShapeBecomesTheSquare(
            @ForAll @IntRange(min = 1, max = 300) int width,
            @ForAll @IntRange(min = 1, max = 300) int height,
            @ForAll Fit fit) {
        int[] result =
                apply(
                        new FitTransform(fit, 64),
                        Pixels.filled(width, height, (x, y) -> 9),
                        width,
                        height);
        assertThat(result).hasSize(64 * 64).contains(9);
    }

    @Test
    void equalisationSpreadsWhatIsFlat() {
        Random random = new Random(8);
        int[] flat = image((x, y) -> 100 + random.nextInt(12));
        int[] result = apply(new ClaheTransform(new Clahe(true, 4, 4)), flat, SIDE);
        assertThat(deviation(result)).isGreaterThan(2 * deviation(flat));
    }

    @Test
    void equalisationKeepsGreyGrey() {
        try (NativeScope scope = NativeScope.ofOpenCv()) {
            int[] grey = Pixels.filled(3 * 64, 64, (x, y) -> 2 * (x / 3) + y);
            Mat result = new ClaheTransform(new Clahe(true, 2, 4)).apply(Pixels.mat(grey, 64, 3));
            int[] values = Pixels.of(result);
            for (int pixel = 0; pixel < values.length; pixel += 3) {
                assertThat(values[pixel + 1]).isCloseTo(values[pixel], within(1));
                assertThat(values[pixel + 2]).isCloseTo(values[pixel], within(1));
            }
        }
    }

    private static int[] grain(double strength, int seed) {
        return apply(new SpeckleTransform(strength, seed), image((x, y) -> 100), SIDE);
    }

    private static int[] spot(int atX, int atY) {
        return image((x, y) -> Math.hypot(x - atX, y - atY) < 6 ? 255 : 0);
    }

    private static int[] noise(int seed) {
        Random random = new Random(seed);
        return image((x, y) -> random.nextInt(256));
    }

    private static int[] image(IntBinaryOperator value) {
        return Pixels.filled(SIDE, value);
    }

    private static int[] apply(MatTransform transform, int[] pixels, int side) {
        return apply(transform, pixels, side, side);
    }

    private static int[] apply(MatTransform transform, int[] pixels, int width, int height) {
        assertThat(pixels).hasSize(width * height);
        try (NativeScope scope = NativeScope.ofOpenCv()) {
            return Pixels.of(transform.apply(Pixels.mat(pixels, width, 1)));
        }
    }

    private static double mean(int[] pixels) {
        return Arrays.stream(pixels).average().orElseThrow();
    }

    private static double deviation(int[] pixels) {
        double mean = mean(pixels);
        return Math.sqrt(
                Arrays.stream(pixels)
                        .mapToDouble(pixel -> (pixel - mean) * (pixel - mean))
                        .average()
                        .orElseThrow());
    }

    private static double meanDifference(int[] one, int[] other) {
        double sum = 0;
        for (int pixel = 0; pixel < one.length; pixel++) {
            sum += Math.abs(one[pixel] - other[pixel]);
        }
        return sum / one.length;
    }

    private static double correlation(int[] pixels, int side, int right, int down) {
        double mean = mean(pixels);
        double sum = 0;
        int pairs = 0;
        for (int y = 0; y + down < side; y++) {
            for (int x = 0; x + right < side; x++) {
                sum +=
                        (pixels[y * side + x] - mean)
                                * (pixels[(y + down) * side + x + right] - mean);
                pairs++;
            }
        }
        return sum / pairs / (deviation(pixels) * deviation(pixels));
    }
}
