package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.LUT;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Bends the grey curve: a value v of 0..255 becomes 255 (v / 255)^gamma. Black and white stay where
 * they are; above 1 what is between gets darker. It is what a scanner's grey maps and monitors
 * differ by.
 */
final class GammaTransform extends MatTransform {
    private static final int MAXIMUM = 255;

    private final byte[] curve;

    /**
     * @param gamma above 0, 1 for none
     */
    GammaTransform(double gamma) {
        this.curve = new byte[MAXIMUM + 1];
        for (int value = 0; value <= MAXIMUM; value++) {
            double bent = MAXIMUM * Math.pow((double) value / MAXIMUM, gamma);
            curve[value] = (byte) Math.round(bent);
        }
    }

    @Override
    Mat apply(Mat image) {
        Mat table = new Mat(1, curve.length, CV_8U);
        table.data().put(curve);
        Mat result = new Mat();
        LUT(image, table, result);
        return result;
    }
}
