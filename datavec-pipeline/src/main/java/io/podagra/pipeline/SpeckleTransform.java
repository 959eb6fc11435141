package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_16S;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RNG;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Grain as of another speckle: every value is multiplied by 1 plus a Gaussian field of mean 0, the
 * same in all channels. Black stays black, and the mean of even tissue stays.
 *
 * <p>The field is smooth over {@value #ACROSS} of the width and {@value #DOWN} of the height
 * (standard deviations of the Gaussian that white noise is blurred by): speckle is as wide as the
 * beam across it and as short as the pulse along it. A share of the image rather than pixels, so
 * that the grain's look does not depend on the input size. It is grain on top of an image's own
 * speckle, not a model of how speckle arises.
 *
 * <p>The white noise is uniform, in 16-bit integers, which OpenCV draws and blurs in less than half
 * of the time that normal noise takes. A blurred value is the sum of many of them, and normal
 * again.
 */
final class SpeckleTransform extends MatTransform {
    static final double ACROSS = 0.010;
    static final double DOWN = 0.005;

    /** Standard deviations after which the Gaussian is cut. */
    private static final int CUT = 3;

    /** Of the white noise, which is from its negative to this. */
    private static final int REACH = 16_383;

    /** Standard deviation of the white noise. */
    private static final double DEVIATION = Math.sqrt(REACH * (REACH + 1.0) / 3);

    private final double strength;
    private final int seed;

    /**
     * @param strength standard deviation of the factor, 0 for none
     * @param seed of the field
     */
    SpeckleTransform(double strength, int seed) {
        this.strength = strength;
        this.seed = seed;
    }

    @Override
    Mat apply(Mat image) {
        Mat factor = field(image.rows(), image.cols());
        if (image.channels() > 1) {
            Mat each = new Mat();
            cvtColor(factor, each, COLOR_GRAY2BGR);
            factor = each;
        }
        Mat result = new Mat();
        multiply(image, factor, result, 1, CV_8U);
        return result;
    }

    /** Factors of mean 1 and the strength as their standard deviation, up to chance. */
    private Mat field(int rows, int columns) {
        Mat noise = new Mat(rows, columns, CV_16S);
        try (RNG random = new RNG(seed);
                Scalar least = new Scalar((double) -REACH);
                Scalar tooLarge = new Scalar(REACH + 1.0)) {
            random._fill(
                    noise,
                    RNG.UNIFORM,
                    new Mat(1, 1, CV_64F, least),
                    new Mat(1, 1, CV_64F, tooLarge));
        }
        double across = ACROSS * columns;
        double down = DOWN * rows;
        Mat blurred = new Mat();
        try (Size kernel = new Size(width(across), width(down))) {
            GaussianBlur(noise, blurred, kernel, across, down, BORDER_REFLECT_101);
        }
        double deviation = DEVIATION * Math.sqrt(energy(across) * energy(down));
        Mat factors = new Mat();
        blurred.convertTo(factors, CV_32F, strength / deviation, 1);
        return factors;
    }

    private static int width(double sigma) {
        return 2 * (int) Math.ceil(CUT * sigma) + 1;
    }

    /** By what the variance of white noise shrinks: the sum of the kernel's squared weights. */
    private static double energy(double sigma) {
        int reach = width(sigma) / 2;
        double sum = 0;
        double squares = 0;
        for (int x = -reach; x <= reach; x++) {
            double weight = Math.exp(-x * x / (2 * sigma * sigma));
            sum += weight;
            squares += weight * weight;
        }
        return squares / (sum * sum);
    }
}
