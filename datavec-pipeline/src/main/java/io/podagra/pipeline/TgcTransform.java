package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.repeat;
import static org.bytedeco.opencv.global.opencv_core.transpose;

import java.nio.FloatBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Another time gain compensation: a factor that grows or falls linearly with depth, from 1 less the
 * slope in the first row to 1 plus the slope in the last. Its mean over the rows is 1.
 */
final class TgcTransform extends MatTransform {
    private final double slope;

    /**
     * @param slope -1 to 1, 0 for none; positive makes depth brighter
     */
    TgcTransform(double slope) {
        this.slope = slope;
    }

    @Override
    Mat apply(Mat image) {
        int rows = image.rows();
        // The channels of a pixel beside each other, as if they were columns.
        Mat plane = image.reshape(1);
        Mat lying = new Mat();
        repeat(factors(rows), plane.cols(), 1, lying);
        Mat ramp = new Mat();
        transpose(lying, ramp); // For OpenCV repeats rows fast and columns slowly.
        Mat result = new Mat();
        multiply(plane, ramp, result, 1, CV_8U);
        return result.reshape(image.channels());
    }

    private Mat factors(int rows) {
        float[] factors = new float[rows];
        for (int row = 0; row < rows; row++) {
            double depth = rows == 1 ? 0 : 2.0 * row / (rows - 1) - 1;
            factors[row] = (float) (1 + slope * depth);
        }
        Mat result = new Mat(1, rows, CV_32F);
        result.<FloatBuffer>createBuffer().put(factors);
        return result;
    }
}
