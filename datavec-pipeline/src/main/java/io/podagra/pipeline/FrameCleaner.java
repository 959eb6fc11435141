package io.podagra.pipeline;

import io.podagra.data.audit.Box;
import io.podagra.data.audit.FrameFlag;
import java.util.EnumSet;
import java.util.Set;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Makes an image of a hospital's export fit for a cohort: cuts off what the device draws around the
 * tissue, the patient's name among it, paints over what it draws into it, and tells what is
 * unusual.
 *
 * @param cropping whether to cut; off for an image that is cut out already
 * @param masking whether to paint over
 */
public record FrameCleaner(boolean cropping, boolean masking) {
    /** To be raised when an image that is painted over has other pixels than before. */
    public static final int MASK_VERSION = 2;

    /** To be raised when an image is cut to another area than before. */
    public static final int CROP_VERSION = 2;

    /**
     * A cleaned image.
     *
     * @param png of 8 bits, one channel or three, that holds nothing but pixels
     * @param flags what is unusual about it
     */
    @SuppressWarnings("ArrayRecordComponent") // Written to a file; not compared.
    public record Cleaned(byte[] png, Set<FrameFlag> flags) {
        public Cleaned {
            flags = Set.copyOf(flags);
        }

        /** With one flag more. */
        public Cleaned with(FrameFlag flag) {
            Set<FrameFlag> more = EnumSet.of(flag);
            more.addAll(flags);
            return new Cleaned(png, more);
        }
    }

    /** That paints over nothing. */
    public FrameCleaner withoutMasking() {
        return new FrameCleaner(cropping, false);
    }

    /** For an image that is cut out already. */
    public FrameCleaner withoutCropping() {
        return new FrameCleaner(false, masking);
    }

    /**
     * Cleans an image. The same pixels give the same bytes.
     *
     * @param width in pixels
     * @param height in pixels
     * @param samples row by row: one byte a pixel for grey, or three for red, green, blue
     * @throws IllegalArgumentException if there are neither one nor three samples a pixel
     */
    @SuppressWarnings("try") // The scope works by being open; nothing asks it for anything.
    public Cleaned clean(int width, int height, byte[] samples) {
        try (NativeScope scope = NativeScope.ofOpenCv()) {
            return clean(PngEncoder.matOf(width, height, samples));
        }
    }

    /**
     * @param image of 8 bits, with one channel, or three in the order blue, green, red
     */
    Cleaned clean(Mat image) {
        GreyPicture picture = GreyPicture.of(image);
        TissueArea area = TissueArea.of(picture);
        Set<FrameFlag> flags = FrameFlags.of(image, picture, area);
        if (!cropping) {
            flags.remove(FrameFlag.AREA_UNSURE);
        }
        // Painted over before it is cut, for then what is frame and what is tissue can be told.
        Mat painted =
                masking ? new OverlayMaskTransform().apply(image, picture, area.box()) : image;
        return new Cleaned(PngEncoder.encode(cropping ? cut(painted, area.box()) : painted), flags);
    }

    private static Mat cut(Mat image, Box box) {
        try (Rect where = new Rect(box.x(), box.y(), box.width(), box.height())) {
            return new Mat(image, where).clone();
        }
    }
}
