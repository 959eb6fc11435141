package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The grey values of an image at its own size, as a matrix and, row by row, on the heap. Lives as
 * long as the {@link NativeScope} it was made in.
 */
final class GreyPicture {
    private final Mat mat;
    private final byte[] pixels;
    private final int width;
    private final int height;

    private GreyPicture(Mat mat, byte[] pixels) {
        this.mat = mat;
        this.pixels = pixels;
        // Asked for at every pixel, and each call of the matrix goes out of the virtual machine.
        this.width = mat.cols();
        this.height = mat.rows();
    }

    /** Of an 8-bit image with one channel, or three in the order blue, green, red. */
    static GreyPicture of(Mat image) {
        Mat grey = image;
        if (image.channels() > 1) {
            grey = new Mat();
            cvtColor(image, grey, COLOR_BGR2GRAY);
        }
        byte[] pixels = new byte[grey.rows() * grey.cols()];
        grey.data().get(pixels);
        return new GreyPicture(grey, pixels);
    }

    /** One channel, 8 bits. */
    Mat mat() {
        return mat;
    }

    /** Row by row; must not be written to. */
    byte[] pixels() {
        return pixels;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** From 0 to 255. */
    int at(int x, int y) {
        return Byte.toUnsignedInt(pixels[y * width + x]);
    }

    /** How many pixels have each of the 256 values. */
    int[] histogram() {
        int[] counts = new int[256];
        for (byte pixel : pixels) {
            counts[Byte.toUnsignedInt(pixel)]++;
        }
        return counts;
    }
}
