package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.bitwise_and;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_HEIGHT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_LEFT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_TOP;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_WIDTH;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_CLOSE;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import io.podagra.data.audit.Box;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Finds text and calipers that are drawn into the image area, by what sound cannot draw: a bright
 * upright stroke at most three pixels wide with sharp sides. Across the beam, an echo is as wide as
 * the beam, which devices show by several pixels; along it, bone and interfaces may be thin, but
 * they lie across. Letters and the marks of calipers have upright strokes.
 *
 * <p>Measured (benchmarks/audit): 99 % of the phantom's images with calipers or a caption, none of
 * those without.
 */
final class OverlayDetector {
    /** Pixels from a stroke's middle at which it has to be over. */
    private static final int REACH = 2;

    /** Grey values by which a stroke is brighter than both its sides. */
    private static final int CONTRAST = 40;

    /** Least grey value of a stroke. */
    private static final int BRIGHTNESS = 110;

    /** Least height of a stroke, in pixels. */
    private static final int HEIGHT = 5;

    /** Pixels between strokes that are boxed as one: the letters of a word. */
    private static final int GAP = 12;

    private OverlayDetector() {}

    /**
     * Boxes around what is found, in the picture's pixels.
     *
     * @param area of the picture to look in
     */
    static List<Box> find(GreyPicture picture, Box area) {
        if (area.width() <= 2 * REACH || area.height() < HEIGHT) {
            return List.of();
        }
        // Both sides of a stroke must be in the area: beside its edge, all tissue is bright.
        int left = area.x() + REACH;
        Mat tissue =
                new Mat(
                        picture.mat(),
                        new Rect(left, area.y(), area.width() - 2 * REACH, area.height()));
        Mat labels = new Mat();
        Mat statistics = new Mat();
        int components =
                connectedComponentsWithStats(
                        strokes(tissue), labels, statistics, new Mat(), 8, CV_32S);
        List<Box> boxes = new ArrayList<>();
        for (int component = 1; component < components; component++) { // 0 is the background
            IntPointer row = new IntPointer(statistics.ptr(component));
            if (row.get(CC_STAT_HEIGHT) >= HEIGHT) {
                boxes.add(
                        new Box(
                                left + row.get(CC_STAT_LEFT),
                                area.y() + row.get(CC_STAT_TOP),
                                row.get(CC_STAT_WIDTH),
                                row.get(CC_STAT_HEIGHT)));
            }
        }
        return joined(boxes);
    }

    /** 255 where a pixel is bright, and brighter than to its left and right; else 0. */
    private static Mat strokes(Mat tissue) {
        Mat sides = new Mat(1, 2 * REACH + 1, CV_8U);
        sides.data().put(new byte[] {1, 0, 0, 0, 1});
        Mat brighterSide = new Mat();
        dilate(tissue, brighterSide, sides);
        Mat strokes = new Mat();
        subtract(tissue, brighterSide, strokes);
        threshold(strokes, strokes, CONTRAST - 1.0, 255, THRESH_BINARY);
        Mat bright = new Mat();
        threshold(tissue, bright, BRIGHTNESS - 1.0, 255, THRESH_BINARY);
        bitwise_and(strokes, bright, strokes);
        // The bar of a cross hides the stroke it crosses.
        Mat upright = new Mat(3, 1, CV_8U);
        upright.data().put(new byte[] {1, 1, 1});
        morphologyEx(strokes, strokes, MORPH_CLOSE, upright);
        return strokes;
    }

    private static List<Box> joined(List<Box> boxes) {
        List<Box> joined = new ArrayList<>();
        for (Box box : boxes) {
            Box grown = box;
            // A box that has grown may reach others that it did not reach before.
            boolean grows = true;
            while (grows) {
                grows = false;
                for (int index = joined.size() - 1; index >= 0; index--) {
                    if (isNear(grown, joined.get(index))) {
                        grown = grown.around(joined.remove(index));
                        grows = true;
                    }
                }
            }
            joined.add(grown);
        }
        return joined;
    }

    private static boolean isNear(Box one, Box other) {
        return one.x() <= other.right() + GAP
                && other.x() <= one.right() + GAP
                && one.y() <= other.bottom() + GAP
                && other.y() <= one.bottom() + GAP;
    }
}
