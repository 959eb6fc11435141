package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.erode;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What a device draws around tissue: ground of one grey, exactly, and bars. Tissue is speckle, of
 * which hardly a pixel is like its neighbours, or like the frame.
 */
final class DeviceFrame {
    /** Grey values by which a frame's pixel and its neighbours may differ after compression. */
    static final int FLAT = 1;

    /** Side of the square around a pixel that is alike in a frame. */
    private static final int NEIGHBOURS = 5;

    /** From here on echoes, too, are alike. */
    private static final int SATURATED = 250;

    /** Of all pixels, that a grey of the frame covers at least. */
    private static final double SHARE = 0.01;

    /** Grey values around one of the frame's that count as it. */
    private static final int NOISE = 6;

    private static final int GREYS = 256;

    private final GreyPicture picture;
    private final byte[] ranges;
    private final boolean[] greys = new boolean[GREYS];
    private final boolean present;

    private DeviceFrame(GreyPicture picture) {
        this.picture = picture;
        this.ranges = ranges(picture);
        int[] flat = new int[GREYS];
        byte[] pixels = picture.pixels();
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            if (range(pixel) <= FLAT) {
                flat[Byte.toUnsignedInt(pixels[pixel])]++;
            }
        }
        boolean any = false;
        for (int grey = 0; grey < GREYS; grey++) {
            if (flat[grey] > SHARE * pixels.length) {
                any = true;
                int last = Math.min(GREYS - 1, grey + NOISE);
                for (int near = Math.max(0, grey - NOISE); near <= last; near++) {
                    greys[near] = true;
                }
            }
        }
        this.present = any;
    }

    static DeviceFrame around(GreyPicture picture) {
        return new DeviceFrame(picture);
    }

    /** Whether there is one. */
    boolean isPresent() {
        return present;
    }

    /** Largest less smallest grey around a pixel. */
    int range(int pixel) {
        return Byte.toUnsignedInt(ranges[pixel]);
    }

    /** Where a pixel is neither of a grey of the frame nor of a bar of another one. */
    boolean[] others() {
        byte[] pixels = picture.pixels();
        boolean[] others = new boolean[pixels.length];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            int grey = Byte.toUnsignedInt(pixels[pixel]);
            boolean bar = range(pixel) <= FLAT && grey < SATURATED;
            others[pixel] = !greys[grey] && !bar;
        }
        return others;
    }

    private static byte[] ranges(GreyPicture picture) {
        Mat kernel = Kernels.rectangle(NEIGHBOURS, NEIGHBOURS);
        Mat most = new Mat();
        Mat least = new Mat();
        dilate(picture.mat(), most, kernel);
        erode(picture.mat(), least, kernel);
        Mat range = new Mat();
        subtract(most, least, range);
        byte[] ranges = new byte[picture.pixels().length];
        range.data().get(ranges);
        return ranges;
    }
}
