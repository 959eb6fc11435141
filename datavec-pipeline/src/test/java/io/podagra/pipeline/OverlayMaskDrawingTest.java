package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.line;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is drawn into tissue is painted over, and hardly anything else. */
@SuppressWarnings("try") // A scope works by being open.
class OverlayMaskDrawingTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;

    /** Grey values by which a drawn pixel differs from what was there: fainter ones nobody sees. */
    private static final int SEEN = 20;

    private static final int BESIDE = 5;

    private interface Drawing {
        void draw(Mat image, Scalar colour, int edges);
    }

    @ParameterizedTest
    @CsvSource({
        "255, hard",
        "255, smooth",
        "180, hard",
        "180, smooth",
        "150, smooth",
    })
    void lettersOfAnyGreyAreFoundHardAndSmooth(int grey, String edges) {
        assertPaintedOver(OverlayMaskDrawingTest::text, grey(grey), edges, 0.9);
    }

    @ParameterizedTest
    @CsvSource({"0, 255, 255, hard", "255, 255, 0, smooth", "0, 220, 0, smooth"})
    void colouredLettersAreFound(int blue, int green, int red, String edges) {
        assertPaintedOver(
                OverlayMaskDrawingTest::text, new Scalar(blue, green, red, 0), edges, 0.98);
    }

    @ParameterizedTest
    @CsvSource({"255, hard", "255, smooth", "200, hard"})
    void crossesAreFoundUprightAndLying(int grey, String edges) {
        assertPaintedOver(
                (image, colour, kind) -> {
                    cross(image, 90, 100, 5, 0, colour, kind);
                    cross(image, 210, 150, 5, 5, colour, kind);
                },
                grey(grey),
                edges,
                0.9);
    }

    @Test
    void dottedLinesAreFound() {
        assertPaintedOver(
                (image, colour, kind) -> {
                    for (int dot = 0; dot < 15; dot++) {
                        int x = 80 + 7 * dot;
                        int y = 90 + 4 * dot;
                        line(image, new Point(x, y), new Point(x + 1, y), colour, 2, kind, 0);
                    }
                },
                grey(255),
                "hard",
                0.9);
    }

    @Test
    void rulersTicksAreFound() {
        assertPaintedOver(
                (image, colour, kind) -> {
                    for (int y = 20; y < HEIGHT - 10; y += 30) {
                        line(image, new Point(310, y), new Point(315, y), colour, 1, kind, 0);
                    }
                },
                grey(255),
                "hard",
                0.9);
    }

    @Test
    void surfacesOfBoneStay() {
        try (NativeScope scope = NativeScope.ofOpenCv()) {
            Mat image = tissue();
            // Thin and bright, but lying, as sound draws it; steep at its end, as a condyle.
            for (int x = 20; x < 300; x++) {
                int y = 140 + (int) Math.round(25 * Math.cos(x / 45.0));
                line(image, new Point(x, y), new Point(x, y + 2), grey(240), 1, LINE_8, 0);
            }
            int[] pixels = Pixels.of(image);
            int[] after = Pixels.of(new OverlayMaskTransform().apply(image));
            assertThat(changed(pixels, after)).isEmpty();
        }
    }

    @Test
    void colourOfFlowStays() {
        try (NativeScope scope = NativeScope.ofOpenCv()) {
            Mat image = tissue();
            line(
                    image,
                    new Point(120, 120),
                    new Point(180, 130),
                    new Scalar(30, 40, 220, 0),
                    14,
                    LINE_AA,
                    0);
            int[] pixels = Pixels.of(image);
            int[] after = Pixels.of(new OverlayMaskTransform().apply(image));
            assertThat(changed(pixels, after)).isEmpty();
        }
    }

    private static List<String> changed(int[] before, int[] after) {
        return IntStream.range(0, before.length)
                .filter(sample -> before[sample] != after[sample])
                .mapToObj(sample -> sample / 3 % WIDTH + "," + sample / 3 / WIDTH)
                .distinct()
                .limit(20)
                .toList();
    }

    private static void assertPaintedOver(
            Drawing drawing, Scalar colour, String edges, double least) {
        try (NativeScope scope = NativeScope.ofOpenCv()) {
            Mat image = tissue();
            int[] clean = Pixels.of(image);
            drawing.draw(image, colour, edges.equals("smooth") ? LINE_AA : LINE_8);
            int[] drawn = Pixels.of(image);
            int[] after = Pixels.of(new OverlayMaskTransform().apply(image));

            int seen = 0;
            int found = 0;
            for (int sample = 0; sample < clean.length; sample++) {
                if (Math.abs(drawn[sample] - clean[sample]) >= SEEN) {
                    seen++;
                    found += drawn[sample] != after[sample] ? 1 : 0;
                } else if (!isNearDrawn(sample, clean, drawn)) {
                    assertThat(after[sample]).isEqualTo(drawn[sample]);
                }
            }
            assertThat((double) found / seen).isGreaterThan(least);
        }
    }

    private static boolean isNearDrawn(int sample, int[] clean, int[] drawn) {
        int x = sample / 3 % WIDTH;
        int y = sample / 3 / WIDTH;
        for (int row = Math.max(0, y - BESIDE); row <= Math.min(HEIGHT - 1, y + BESIDE); row++) {
            for (int column = Math.max(0, x - BESIDE);
                    column <= Math.min(WIDTH - 1, x + BESIDE);
                    column++) {
                int first = 3 * (row * WIDTH + column);
                for (int other = first; other < first + 3; other++) {
                    if (clean[other] != drawn[other]) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static void text(Mat image, Scalar colour, int edges) {
        putText(
                image,
                "MTP1 DORSAL 4.8 mm",
                new Point(40, 170),
                FONT_HERSHEY_SIMPLEX,
                0.5,
                colour,
                1,
                edges,
                false);
    }

    private static void cross(
            Mat image, int x, int y, int arm, int slant, Scalar colour, int edges) {
        line(
                image,
                new Point(x - arm, y - slant),
                new Point(x + arm, y + slant),
                colour,
                1,
                edges,
                0);
        line(
                image,
                new Point(x - slant, y + arm),
                new Point(x + slant, y - arm),
                colour,
                1,
                edges,
                0);
    }

    private static Scalar grey(int value) {
        return new Scalar(value, value, value, 0);
    }

    /** Echoes wider than high, as speckle is, that fade with depth; all of the picture. */
    private static Mat tissue() {
        Random random = new Random(6);
        int[][] coarse = new int[HEIGHT / 2 + 1][WIDTH / 6 + 2];
        for (int[] row : coarse) {
            for (int column = 0; column < row.length; column++) {
                row[column] = 50 + random.nextInt(50);
            }
        }
        int[] samples = new int[3 * WIDTH * HEIGHT];
        for (int sample = 0; sample < samples.length; sample++) {
            int x = sample / 3 % WIDTH;
            int y = sample / 3 / WIDTH;
            int left = coarse[y / 2][x / 6];
            int right = coarse[y / 2][x / 6 + 1];
            samples[sample] = left + (right - left) * (x % 6) / 6 - y / 8;
        }
        return Pixels.mat(samples, WIDTH, 3);
    }
}
