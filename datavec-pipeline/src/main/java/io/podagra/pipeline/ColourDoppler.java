package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_OPEN;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.erode;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;

import io.podagra.data.audit.Box;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Tells whether blood flow is shown in colours over the tissue, by colour or power Doppler.
 *
 * <p>Flow has patches of many colours, no two of its rows or columns alike. An image that is tinted
 * as a whole has one colour for each grey; a bar of colours is the same all along its rows; marks,
 * letters and logos are thin or of one colour. None of these counts.
 */
final class ColourDoppler {
    /** Of the tissue, that flow covers at least; chosen on the files of benchmarks/clean. */
    private static final double LEAST_SHARE = 0.001;

    /** Brightness of flow. */
    private static final int BRIGHT = 60;

    /** By which a colour channel differs from what the image's tint makes of the brightness. */
    private static final int COLOURED = 30;

    /** Pixels in a row or column that are alike in what was drawn. */
    private static final int DRAWN_LENGTH = 7;

    /** Grey values between pixels that are alike. */
    private static final int DRAWN_NOISE = 6;

    /** Side of the smallest patch: thinner are letters and marks. */
    private static final int PATCH = 5;

    /** Of all coloured pixels, that one colour covers in a logo but not in flow. */
    private static final double ONE_COLOUR = 0.5;

    private static final int COARSE_COLOURS = 1 << 9;

    private ColourDoppler() {}

    /**
     * @param image of 8 bits, with one channel, or three in the order blue, green, red
     * @param tissue where to look
     */
    static boolean isShown(Mat image, Box tissue) {
        if (image.channels() == 1 || Math.min(tissue.width(), tissue.height()) <= DRAWN_LENGTH) {
            return false;
        }
        Mat area;
        try (Rect where = new Rect(tissue.x(), tissue.y(), tissue.width(), tissue.height())) {
            area = new Mat(image, where).clone();
        }
        ColourPixels pixels = pixels(area);
        byte[] coloured = patches(coloured(pixels), area);
        removeDrawn(coloured, area);
        byte[] flow = patches(coloured, area); // without the sides of what was drawn
        int[] counts = new int[COARSE_COLOURS];
        int all = 0;
        for (int pixel = 0; pixel < flow.length; pixel++) {
            if (flow[pixel] != 0) {
                counts[pixels.coarse(pixel)]++;
                all++;
            }
        }
        int most = Arrays.stream(counts).max().orElse(0);
        return all >= LEAST_SHARE * flow.length && most < ONE_COLOUR * all;
    }

    private static ColourPixels pixels(Mat area) {
        byte[] bytes = new byte[area.channels() * area.rows() * area.cols()];
        area.data().get(bytes);
        return new ColourPixels(bytes);
    }

    /** 255 where a pixel has another colour than the image as a whole; else 0. */
    private static byte[] coloured(ColourPixels pixels) {
        Tint tint = Tint.of(pixels);
        byte[] coloured = new byte[pixels.count()];
        for (int pixel = 0; pixel < coloured.length; pixel++) {
            boolean differs =
                    pixels.largest(pixel) > BRIGHT && tint.distance(pixels, pixel) > COLOURED;
            coloured[pixel] = (byte) (differs ? 255 : 0);
        }
        return coloured;
    }

    /** What is set and as large as a patch. */
    private static byte[] patches(byte[] set, Mat area) {
        Mat mask = new Mat(area.rows(), area.cols(), CV_8U);
        mask.data().put(set);
        morphologyEx(mask, mask, MORPH_OPEN, Kernels.rectangle(PATCH, PATCH));
        byte[] patches = new byte[set.length];
        mask.data().get(patches);
        return patches;
    }

    /** Unsets what is alike along a row or a column. */
    private static void removeDrawn(byte[] set, Mat area) {
        ColourPixels across = ranges(area, Kernels.rectangle(DRAWN_LENGTH, 1));
        ColourPixels down = ranges(area, Kernels.rectangle(1, DRAWN_LENGTH));
        for (int pixel = 0; pixel < set.length; pixel++) {
            if (across.largest(pixel) <= DRAWN_NOISE || down.largest(pixel) <= DRAWN_NOISE) {
                set[pixel] = 0;
            }
        }
    }

    /** By which each channel differs within the kernel around a pixel. */
    private static ColourPixels ranges(Mat area, Mat kernel) {
        Mat most = new Mat();
        Mat least = new Mat();
        dilate(area, most, kernel);
        erode(area, least, kernel);
        subtract(most, least, most);
        return pixels(most);
    }
}
