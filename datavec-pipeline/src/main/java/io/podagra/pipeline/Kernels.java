package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Structuring elements of OpenCV's morphology. */
final class Kernels {
    private Kernels() {}

    /** A full rectangle, its sides in pixels; lives in the caller's scope. */
    static Mat rectangle(int width, int height) {
        try (Size size = new Size(width, height)) {
            return getStructuringElement(MORPH_RECT, size);
        }
    }
}
