package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.bitwise_and;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_CLOSE;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import io.podagra.data.audit.Box;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds what sound cannot draw: a bright upright stroke of few pixels with sharp sides. Across the
 * beam, an echo is as wide as the beam, which devices show by several pixels; along it, bone and
 * interfaces may be thin, but they lie across. Letters and the marks of calipers have such strokes.
 *
 * @param reach pixels from a stroke's middle at which it has to be over
 * @param contrast grey values by which a stroke is brighter than both its sides
 * @param brightness least grey value of a stroke
 * @param height least height of a stroke, in pixels
 */
record UprightStrokes(int reach, int contrast, int brightness, int height) {
    /** At most three pixels wide. */
    static final UprightStrokes THIN = new UprightStrokes(2, 40, 110, 5);

    /**
     * At most seven pixels wide, as in large letters: as tissue may be that narrow, much brighter
     * and higher.
     */
    static final UprightStrokes BOLD = new UprightStrokes(4, 90, 200, 7);

    /** Boxes around the strokes, in the pixels of {@code tissue}; both sides must lie in it. */
    List<Box> in(Mat tissue) {
        Components components = Components.of(strokes(tissue));
        return components.boxes().stream()
                .skip(1) // what is around them
                .filter(box -> box.height() >= height)
                .toList();
    }

    /** 255 where a pixel is bright, and brighter than to its left and right; else 0. */
    private Mat strokes(Mat tissue) {
        byte[] ends = new byte[2 * reach + 1];
        ends[0] = 1;
        ends[2 * reach] = 1;
        Mat sides = new Mat(1, ends.length, CV_8U);
        sides.data().put(ends);
        Mat brighterSide = new Mat();
        dilate(tissue, brighterSide, sides);
        Mat strokes = new Mat();
        subtract(tissue, brighterSide, strokes);
        threshold(strokes, strokes, contrast - 1.0, 255, THRESH_BINARY);
        Mat bright = new Mat();
        threshold(tissue, bright, brightness - 1.0, 255, THRESH_BINARY);
        bitwise_and(strokes, bright, strokes);
        // The bar of a cross hides the stroke it crosses.
        Mat upright = new Mat(3, 1, CV_8U);
        upright.data().put(new byte[] {1, 1, 1});
        morphologyEx(strokes, strokes, MORPH_CLOSE, upright);
        return strokes;
    }
}
