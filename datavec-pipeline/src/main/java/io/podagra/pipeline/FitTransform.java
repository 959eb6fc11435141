package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Makes an image of any shape a square, as {@link Fit} says. */
final class FitTransform extends MatTransform {
    private final Fit fit;
    private final int side;

    /**
     * @param side width and height of the result, in pixels
     */
    FitTransform(Fit fit, int side) {
        this.fit = fit;
        this.side = side;
    }

    @Override
    Mat apply(Mat image) {
        return switch (fit) {
            case STRETCH -> new ResizeTransform(side).apply(image);
            case PAD ->
                    padded(
                            new ResizeTransform(
                                            shown(image.cols(), image), shown(image.rows(), image))
                                    .apply(image));
        };
    }

    /** What a side of the image measures when its longer one fills the square. */
    private int shown(int length, Mat image) {
        int longer = Math.max(image.cols(), image.rows());
        return Math.max(1, (int) Math.round((double) side * length / longer));
    }

    private Mat padded(Mat image) {
        int beside = side - image.cols();
        int rest = side - image.rows();
        if (beside == 0 && rest == 0) {
            return image;
        }
        int above = rest / 2;
        Mat result = new Mat();
        try (Scalar black = new Scalar(0, 0, 0, 0)) {
            copyMakeBorder(
                    image,
                    result,
                    above,
                    rest - above,
                    beside / 2,
                    beside - beside / 2,
                    BORDER_CONSTANT,
                    black);
        }
        return result;
    }
}
