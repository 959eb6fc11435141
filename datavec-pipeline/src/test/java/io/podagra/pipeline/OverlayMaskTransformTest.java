package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // A scope works by being open.
class OverlayMaskTransformTest {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 240;
    private static final int FRAME = 30;
    private static final int MARK_X = 150;
    private static final int MARK_Y = 120;

    @Test
    void tissueWithoutOverlaysStaysAsItIs() {
        int[] tissue = tissue();
        assertThat(masked(tissue)).containsExactly(tissue);
    }

    @Test
    void aCaliperInTheTissueIsPaintedOverAndNothingFarFromIt() {
        int[] tissue = tissue();
        int[] marked = withCross(tissue, MARK_X, MARK_Y);
        assertThat(overlays(marked)).isNotZero();

        int[] result = masked(marked);

        assertThat(overlays(result)).isZero();
        for (int pixel = 0; pixel < result.length; pixel++) {
            int x = pixel % WIDTH;
            int y = pixel / WIDTH;
            if (isCross(x, y, MARK_X, MARK_Y)) {
                assertThat(result[pixel]).isLessThan(130);
            }
            if (Math.abs(x - MARK_X) > 20 || Math.abs(y - MARK_Y) > 20) {
                assertThat(result[pixel]).isEqualTo(marked[pixel]);
            }
        }
    }

    @Test
    void aMarkInTheFrameBecomesFrame() {
        int[] result = masked(withCross(tissue(), 15, 12));
        for (int y = 2; y < 22; y++) {
            for (int x = 2; x < 28; x++) {
                assertThat(result[y * WIDTH + x]).isLessThan(20);
            }
        }
    }

    @Test
    void whatIsPaintedOverOnceHasNothingLeftToPaintOver() {
        int[] once = masked(withCross(tissue(), MARK_X, MARK_Y));
        assertThat(masked(once)).containsExactly(once);
    }

    /** Even echoes that fade with depth, in a black frame. */
    private static int[] tissue() {
        Random random = new Random(6);
        return Pixels.filled(
                WIDTH,
                HEIGHT,
                (x, y) -> {
                    int noise = random.nextInt(12);
                    boolean inside =
                            x >= FRAME && x < WIDTH - FRAME && y >= FRAME && y < HEIGHT - FRAME;
                    return inside ? 110 - y / 5 + noise : 0;
                });
    }

    private static int[] withCross(int[] image, int atX, int atY) {
        return Pixels.filled(
                WIDTH, HEIGHT, (x, y) -> isCross(x, y, atX, atY) ? 240 : image[y * WIDTH + x]);
    }

    private static boolean isCross(int x, int y, int atX, int atY) {
        boolean bar = y == atY && Math.abs(x - atX) <= 5;
        boolean stroke = x == atX && Math.abs(y - atY) <= 5;
        return bar || stroke;
    }

    private static int[] masked(int[] pixels) {
        try (NativeScope scope = NativeScope.ofOpenCv()) {
            return Pixels.of(new OverlayMaskTransform().apply(Pixels.mat(pixels, WIDTH, 1)));
        }
    }

    private static int overlays(int[] pixels) {
        try (NativeScope scope = NativeScope.ofOpenCv()) {
            Mat mat = Pixels.mat(pixels, WIDTH, 1);
            GreyPicture picture = GreyPicture.of(mat);
            return OverlayDetector.find(picture, ImageArea.of(picture).box()).size();
        }
    }
}
