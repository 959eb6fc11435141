package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.flip;

import org.bytedeco.opencv.opencv_core.Mat;

/** Mirrors an image. */
final class FlipTransform extends MatTransform {
    /** What is exchanged, in OpenCV's codes. */
    enum Direction {
        LEFT_AND_RIGHT(1),
        UP_AND_DOWN(0);

        private final int code;

        Direction(int code) {
            this.code = code;
        }
    }

    private final Direction direction;

    FlipTransform(Direction direction) {
        this.direction = direction;
    }

    @Override
    Mat apply(Mat image) {
        Mat result = new Mat();
        flip(image, result, direction.code);
        return result;
    }

    /** Keeps the size: what may follow interpolates. */
    @Override
    Mat applyShrinking(Mat image, int side) {
        return apply(image);
    }
}
