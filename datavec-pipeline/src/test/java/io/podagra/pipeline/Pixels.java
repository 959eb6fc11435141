package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC;

import java.util.function.IntBinaryOperator;
import org.bytedeco.opencv.opencv_core.Mat;

/** Matrices from numbers and back, row by row with the channels of a pixel side by side. */
final class Pixels {
    private Pixels() {}

    static int[] filled(int side, IntBinaryOperator value) {
        return filled(side, side, value);
    }

    static int[] filled(int width, int height, IntBinaryOperator value) {
        int[] pixels = new int[width * height];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            pixels[pixel] = value.applyAsInt(pixel % width, pixel / width);
        }
        return pixels;
    }

    /** A matrix of as many rows as the pixels fill. */
    static Mat mat(int[] values, int columns, int channels) {
        byte[] bytes = new byte[values.length];
        for (int index = 0; index < bytes.length; index++) {
            bytes[index] = (byte) values[index];
        }
        Mat mat = new Mat(values.length / columns / channels, columns, CV_8UC(channels));
        mat.data().put(bytes);
        return mat;
    }

    static int[] of(Mat mat) {
        byte[] bytes = new byte[mat.rows() * mat.cols() * mat.channels()];
        mat.data().get(bytes);
        int[] values = new int[bytes.length];
        for (int index = 0; index < bytes.length; index++) {
            values[index] = Byte.toUnsignedInt(bytes[index]);
        }
        return values;
    }
}
