package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
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
        Mat result = new Mat();
        try (Size size = new Size(image.cols(), image.rows());
                Scalar unused = new Scalar(0.0)) {
            warpAffine(
                    image,
                    result,
                    matrix(image.cols(), image.rows()),
                    size,
                    INTER_CUBIC,
                    BORDER_REFLECT_101,
                    unused);
        }
        return result;
    }

    /** Where a pixel goes. The middle is between the pixels if their number is even. */
    private Mat matrix(int width, int height) {
        double x = (width - 1) / 2.0;
        double y = (height - 1) / 2.0;
        double cosine = scale * Math.cos(Math.toRadians(degrees));
        double sine = scale * Math.sin(Math.toRadians(degrees));
        Mat matrix = new Mat(2, 3, CV_64F);
        new DoublePointer(matrix.data())
                .put(
                        cosine,
                        sine,
                        x - cosine * x - sine * y + right * width,
                        -sine,
                        cosine,
                        y + sine * x - cosine * y + down * height);
        return matrix;
    }
}
