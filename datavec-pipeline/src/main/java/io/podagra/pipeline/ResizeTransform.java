package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Stretches an image to a width and a height. Sides that shrink are averaged over areas, sides that
 * grow are interpolated linearly.
 *
 * <p>DataVec's {@code ResizeImageTransform} interpolates linearly in both cases: it looks at four
 * pixels of many, which turns ultrasound speckle into patterns that are not in the image.
 */
final class ResizeTransform extends MatTransform {
    private final int width;
    private final int height;

    /**
     * @param side width and height of the result, in pixels
     */
    ResizeTransform(int side) {
        this(side, side);
    }

    /**
     * @param width of the result, in pixels
     * @param height of the result, in pixels
     */
    ResizeTransform(int width, int height) {
        this.width = width;
        this.height = height;
    }

    @Override
    Mat apply(Mat image) {
        // Two steps, because OpenCV averages areas only if neither side grows.
        int narrower = Math.min(width, image.cols());
        int lower = Math.min(height, image.rows());
        return resized(resized(image, narrower, lower, INTER_AREA), width, height, INTER_LINEAR);
    }

    private static Mat resized(Mat image, int width, int height, int interpolation) {
        if (image.cols() == width && image.rows() == height) {
            return image;
        }
        Mat result = new Mat();
        try (Size size = new Size(width, height)) {
            resize(image, result, size, 0, 0, interpolation);
        }
        return result;
    }
}
