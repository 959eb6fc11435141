package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_TOPHAT;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;
import static org.bytedeco.opencv.global.opencv_photo.INPAINT_TELEA;
import static org.bytedeco.opencv.global.opencv_photo.inpaint;

import io.podagra.data.audit.Box;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Paints over text, ticks and calipers with what is around them (Telea, J. Graphics Tools 9(1),
 * 2004), so that a network cannot learn them in place of the joint.
 *
 * <p>Only narrow bright things are painted over: inside the image area {@link DrawnLetters}, {@link
 * CaliperCrosses}, {@link MarkRows} and {@link ColouredStrokes}, so that bone and speckle stay; in
 * the frame around it every one. What is broader, such as a grey wedge or a large logo, stays.
 *
 * <p>How much of what is found and what else is changed: benchmarks/clean-masks.
 */
final class OverlayMaskTransform extends MatTransform {
    /** Wider than any stroke, in pixels of the image's own size. */
    private static final int STROKE = 7;

    /** Grey values by which a stroke is brighter than what is around it. */
    private static final int CONTRAST = 25;

    /** Pixels around a stroke that the screen's smoothing and compression have lightened. */
    private static final int HALO = 2;

    private static final double INPAINT_RADIUS = 3;

    private static final byte DRAWN = (byte) 255;

    @Override
    Mat apply(Mat image) {
        GreyPicture picture = GreyPicture.of(image);
        return apply(image, picture, TissueArea.of(picture).box());
    }

    /**
     * @param picture the image's grey values
     * @param area that shows tissue
     */
    Mat apply(Mat image, GreyPicture picture, Box area) {
        Mat mask = mask(image, picture, area);
        if (countNonZero(mask) == 0) {
            return image;
        }
        Mat result = new Mat();
        inpaint(image, mask, result, INPAINT_RADIUS, INPAINT_TELEA);
        return result;
    }

    /** 255 where something is to be painted over, else 0; one channel. */
    private static Mat mask(Mat image, GreyPicture picture, Box area) {
        byte[] drawn = inFrame(picture, area);
        addInArea(drawn, picture, area);
        boolean[] coloured = ColouredStrokes.in(image);
        for (int pixel = 0; pixel < drawn.length; pixel++) {
            drawn[pixel] |= coloured[pixel] ? DRAWN : 0;
        }
        Mat mask = new Mat(picture.height(), picture.width(), CV_8U);
        mask.data().put(drawn);
        dilate(mask, mask, Kernels.rectangle(2 * HALO + 1, 2 * HALO + 1));
        return mask;
    }

    /** Every narrow bright thing around the image area: nothing there is tissue. */
    private static byte[] inFrame(GreyPicture picture, Box area) {
        byte[] drawn = new byte[picture.width() * picture.height()];
        strokes(picture.mat()).data().get(drawn);
        for (int y = area.y(); y < area.bottom(); y++) {
            int first = y * picture.width() + area.x();
            Arrays.fill(drawn, first, first + area.width(), (byte) 0);
        }
        return drawn;
    }

    private static void addInArea(byte[] drawn, GreyPicture picture, Box area) {
        GreyPicture tissue;
        try (Rect rectangle = new Rect(area.x(), area.y(), area.width(), area.height())) {
            tissue = GreyPicture.of(new Mat(picture.mat(), rectangle).clone());
        }
        boolean[] inside = DrawnLetters.in(tissue);
        MarkRows.mark(tissue, inside);
        CaliperCrosses.mark(tissue, inside);
        for (int pixel = 0; pixel < inside.length; pixel++) {
            int x = area.x() + pixel % area.width();
            int y = area.y() + pixel / area.width();
            drawn[y * picture.width() + x] |= inside[pixel] ? DRAWN : 0;
        }
    }

    private static Mat strokes(Mat grey) {
        Mat strokes = new Mat();
        morphologyEx(grey, strokes, MORPH_TOPHAT, Kernels.rectangle(STROKE, STROKE));
        threshold(strokes, strokes, CONTRAST, 255, THRESH_BINARY);
        return strokes;
    }
}
