package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_OPEN;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Narrow things in strong colour, such as yellow letters and green calipers: B-mode is grey, or of
 * one weak tint. What is broad and coloured is flow, and stays, with all that is beside it.
 */
final class ColouredStrokes {
    /** Difference of a pixel's strongest and weakest colour, beyond any tint of B-mode. */
    private static final int COLOURED = 90;

    /** Wider than any stroke, in pixels. */
    private static final int STROKE = 7;

    /** Pixels around flow in which narrow things may be flow too. */
    private static final int BESIDE = 12;

    private ColouredStrokes() {}

    /**
     * Whether each pixel, row by row, is of a coloured stroke.
     *
     * @param image of 8 bits, with one channel, in which there is none, or three
     */
    static boolean[] in(Mat image) {
        int pixels = image.rows() * image.cols();
        boolean[] strokes = new boolean[pixels];
        if (image.channels() == 1) {
            return strokes;
        }
        byte[] colours = new byte[pixels * image.channels()];
        image.data().get(colours);
        byte[] coloured = new byte[pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            int first = Byte.toUnsignedInt(colours[3 * pixel]);
            int second = Byte.toUnsignedInt(colours[3 * pixel + 1]);
            int third = Byte.toUnsignedInt(colours[3 * pixel + 2]);
            int span =
                    Math.max(first, Math.max(second, third))
                            - Math.min(first, Math.min(second, third));
            coloured[pixel] = (byte) (span >= COLOURED ? 1 : 0);
        }
        Mat all = new Mat(image.rows(), image.cols(), CV_8U);
        all.data().put(coloured);
        Mat broad = new Mat();
        morphologyEx(all, broad, MORPH_OPEN, Kernels.rectangle(STROKE, STROKE));
        dilate(broad, broad, Kernels.rectangle(2 * BESIDE + 1, 2 * BESIDE + 1));
        byte[] flow = new byte[pixels];
        broad.data().get(flow);
        for (int pixel = 0; pixel < pixels; pixel++) {
            strokes[pixel] = coloured[pixel] != 0 && flow[pixel] == 0;
        }
        return strokes;
    }
}
