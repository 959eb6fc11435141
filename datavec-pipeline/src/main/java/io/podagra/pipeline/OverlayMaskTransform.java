package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.bitwise_and;
import static org.bytedeco.opencv.global.opencv_core.bitwise_or;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_TOPHAT;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;
import static org.bytedeco.opencv.global.opencv_photo.INPAINT_TELEA;
import static org.bytedeco.opencv.global.opencv_photo.inpaint;

import io.podagra.data.audit.Box;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Paints over text, ticks and calipers with what is around them (Telea, J. Graphics Tools 9(1),
 * 2004), so that a network cannot learn them in place of the joint.
 *
 * <p>Only thin bright strokes are painted over: inside the image area those in the boxes of {@link
 * OverlayDetector}, so that bone and speckle stay; in the frame around it every one. What is
 * broader, such as a grey wedge or a logo, stays.
 */
final class OverlayMaskTransform extends MatTransform {
    /** Wider than any stroke, in pixels of the image's own size. */
    private static final int STROKE = 7;

    /** Grey values by which a stroke is brighter than what is around it. */
    private static final int CONTRAST = 25;

    /** Pixels around a stroke that the screen's smoothing and compression have lightened. */
    private static final int HALO = 2;

    private static final double INPAINT_RADIUS = 3;

    @Override
    Mat apply(Mat image) {
        Mat mask = mask(image);
        if (countNonZero(mask) == 0) {
            return image;
        }
        Mat result = new Mat();
        inpaint(image, mask, result, INPAINT_RADIUS, INPAINT_TELEA);
        return result;
    }

    /** 255 where something is to be painted over, else 0; one channel. */
    private static Mat mask(Mat image) {
        GreyPicture picture = GreyPicture.of(image);
        Mat mask = strokes(picture.mat());
        bitwise_and(mask, where(picture), mask);
        Mat grown = new Mat();
        dilate(mask, grown, square(2 * HALO + 1));
        return grown;
    }

    private static Mat strokes(Mat grey) {
        Mat strokes = new Mat();
        morphologyEx(grey, strokes, MORPH_TOPHAT, square(STROKE));
        threshold(strokes, strokes, CONTRAST, 255, THRESH_BINARY);
        return strokes;
    }

    /** The frame, and the boxes of what was found in the image area. */
    private static Mat where(GreyPicture picture) {
        Mat where = filled(picture, 255);
        paint(where, TissueArea.of(picture).box(), 0);
        Mat inside = filled(picture, 0);
        for (Box box : OverlayDetector.find(picture, ImageArea.of(picture).box())) {
            paint(inside, grown(box, picture), 255);
        }
        bitwise_or(where, inside, where);
        return where;
    }

    private static Mat filled(GreyPicture picture, int value) {
        try (Scalar grey = new Scalar(value)) {
            return new Mat(picture.height(), picture.width(), CV_8U, grey);
        }
    }

    private static void paint(Mat mat, Box box, int value) {
        try (Rect rectangle = new Rect(box.x(), box.y(), box.width(), box.height());
                Scalar grey = new Scalar(value)) {
            new Mat(mat, rectangle).setTo(new Mat(1, 1, CV_8U, grey));
        }
    }

    /** With the bars of crosses, of which the detector sees the upright ones. */
    private static Box grown(Box box, GreyPicture picture) {
        int x = Math.max(0, box.x() - STROKE);
        int y = Math.max(0, box.y() - STROKE);
        int right = Math.min(picture.width(), box.right() + STROKE);
        int bottom = Math.min(picture.height(), box.bottom() + STROKE);
        return new Box(x, y, right - x, bottom - y);
    }

    private static Mat square(int side) {
        try (Size size = new Size(side, side)) {
            return getStructuringElement(MORPH_RECT, size);
        }
    }
}
