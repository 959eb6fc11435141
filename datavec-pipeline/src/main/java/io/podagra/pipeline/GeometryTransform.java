package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT;
import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Turns and scales an image about its middle and shifts it, in one interpolation for all three,
 * cubic for the reason {@link WorkingImage} gives.
 *
 * <p>What comes in from outside is the image mirrored at its edge: black corners, which no image in
 * use has, would tell the network that an image was turned.
 */
final class GeometryTransform extends MatTransform {
    /** Side of the area of the working image that a pixel of the input stands for. */
    private static final int AREA = WorkingImage.OVERSAMPLING;

    private final double degrees;
    private final double scale;
    private final double right;
    private final double down;

    /**
     * @param degrees counter-clockwise
     * @param scale magnification, 1 for none
     * @param right shift as a share of the width
     * @param down shift as a share of the height
     */
    GeometryTransform(double degrees, double scale, double right, double down) {
        this.degrees = degrees;
        this.scale = scale;
        this.right = right;
        this.down = down;
    }

    @Override
    Mat apply(Mat image) {
        Mat matrix = matrix(image.cols(), image.rows(), 1);
        return warped(image, matrix, image.cols(), image.rows(), BORDER_REFLECT_101);
    }

    /**
     * Averages areas first and interpolates at the places of the input's pixels alone. It is what
     * averaging areas afterwards gives, but for areas that are not turned, and takes a quarter of
     * the time: OpenCV's cubic interpolation is by far the slowest step of all, and less slow in
     * floating point than in 8 bits.
     */
    @Override
    Mat applyShrinking(Mat image, int side) {
        if (image.cols() != AREA * side || image.rows() != AREA * side) {
            return super.applyShrinking(image, side);
        }
        Mat weights = new Mat(AREA, AREA, CV_32F);
        Mat averages = new Mat();
        try (Scalar each = new Scalar(1.0 / (AREA * AREA));
                Point first = new Point(0, 0);
                Rect within = new Rect(0, 0, image.cols() - 1, image.rows() - 1)) {
            weights.put(each);
            filter2D(image, averages, CV_8U, weights, first, 0, BORDER_REFLECT_101);
            averages.convertTo(averages, CV_32F);
            // Averages of two mirrored at the edge: the first one follows itself.
            Mat whole = new Mat(averages, within);
            Mat matrix = matrix(image.cols(), image.rows(), AREA);
            Mat result = warped(whole, matrix, side, side, BORDER_REFLECT);
            result.convertTo(result, CV_8U);
            return result;
        }
    }

    private static Mat warped(Mat image, Mat matrix, int width, int height, int border) {
        Mat result = new Mat();
        try (Size size = new Size(width, height);
                Scalar unused = new Scalar(0.0)) {
            warpAffine(image, result, matrix, size, INTER_CUBIC, border, unused);
        }
        return result;
    }

    /**
     * Where a pixel goes. The middle is between the pixels if their number is even.
     *
     * @param factor by which the result is smaller; a pixel then stands for the area that begins
     *     with it, as one of the result does
     */
    private Mat matrix(int width, int height, int factor) {
        double x = (width - 1) / 2.0;
        double y = (height - 1) / 2.0;
        double cosine = scale * Math.cos(Math.toRadians(degrees));
        double sine = scale * Math.sin(Math.toRadians(degrees));
        double middle = (factor - 1) / 2.0; // of an area, seen from its first pixel
        double moveX = x - cosine * x - sine * y + right * width;
        double moveY = y + sine * x - cosine * y + down * height;
        Mat matrix = new Mat(2, 3, CV_64F);
        new DoublePointer(matrix.data())
                .put(
                        cosine / factor,
                        sine / factor,
                        (moveX + (cosine + sine - 1) * middle) / factor,
                        -sine / factor,
                        cosine / factor,
                        (moveY + (cosine - sine - 1) * middle) / factor);
        return matrix;
    }
}
