package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Writes 8-bit images as PNG that hold nothing but pixels; the same pixels give the same bytes. */
final class PngEncoder {
    private static final int RGB = 3;

    private PngEncoder() {}

    /**
     * An RGB image in OpenCV's order, or a grey one; lives in the caller's scope.
     *
     * @param width in pixels
     * @param height in pixels
     * @param samples row by row: one byte a pixel for grey, or three for red, green, blue
     * @throws IllegalArgumentException if there are neither one nor three samples a pixel
     */
    static Mat matOf(int width, int height, byte[] samples) {
        long pixels = (long) width * height;
        if (samples.length != pixels && samples.length != RGB * pixels) {
            throw new IllegalArgumentException(
                    "%d samples for %d x %d pixels".formatted(samples.length, width, height));
        }
        boolean grey = samples.length == pixels;
        Mat image = new Mat(height, width, grey ? CV_8UC1 : CV_8UC3, new BytePointer(samples));
        if (!grey) {
            cvtColor(image, image, COLOR_RGB2BGR);
        }
        return image;
    }

    /**
     * Encodes pixels; an image whose channels are equal everywhere becomes a grey one.
     *
     * @param image of 8 bits, with one channel, or three in the order blue, green, red
     */
    static byte[] encode(Mat image) {
        BytePointer png = new BytePointer();
        if (!imencode(".png", withoutEqualChannels(image), png)) {
            throw new IllegalStateException("OpenCV encodes no PNG");
        }
        byte[] bytes = new byte[Math.toIntExact(png.limit())];
        png.get(bytes);
        return bytes;
    }

    private static Mat withoutEqualChannels(Mat image) {
        if (image.channels() == 1) {
            return image;
        }
        Mat first = channel(image, 0);
        boolean equal =
                norm(first, channel(image, 1), NORM_INF, new Mat()) == 0
                        && norm(first, channel(image, 2), NORM_INF, new Mat()) == 0;
        return equal ? first : image;
    }

    private static Mat channel(Mat image, int index) {
        Mat channel = new Mat();
        extractChannel(image, channel, index);
        return channel;
    }
}
