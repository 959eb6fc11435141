package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.mean;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Multiplies every value by a gain, then its distance from the mean by a contrast factor, and clips
 * to 0..255.
 *
 * <p>As torchvision's {@code adjust_brightness} and {@code adjust_contrast}, in one step. A factor
 * rather than an offset leaves the black around the sector black.
 */
final class GainContrastTransform extends MatTransform {
    private final double gain;
    private final double contrast;

    /**
     * @param gain factor on values, 1 for none
     * @param contrast factor on the distance from the mean, 1 for none
     */
    GainContrastTransform(double gain, double contrast) {
        this.gain = gain;
        this.contrast = contrast;
    }

    @Override
    Mat apply(Mat image) {
        double offset = contrast == 1 ? 0 : (1 - contrast) * gain * meanOf(image);
        Mat result = new Mat();
        image.convertTo(result, -1, contrast * gain, offset);
        return result;
    }

    private static double meanOf(Mat image) {
        int channels = image.channels();
        try (Scalar means = mean(image)) {
            double sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += means.get(channel);
            }
            return sum / channels;
        }
    }
}
