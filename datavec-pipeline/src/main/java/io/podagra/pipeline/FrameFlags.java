package io.podagra.pipeline;

import io.podagra.data.audit.FrameFlag;
import java.util.EnumSet;
import java.util.Set;
import org.bytedeco.opencv.opencv_core.Mat;

/** Tells what is unusual about an image as a whole. */
final class FrameFlags {
    private FrameFlags() {}

    /**
     * @param image of 8 bits, with one channel, or three in the order blue, green, red
     * @param picture its grey values
     * @param area its tissue
     */
    static Set<FrameFlag> of(Mat image, GreyPicture picture, TissueArea area) {
        Set<FrameFlag> flags = EnumSet.noneOf(FrameFlag.class);
        if (ColourDoppler.isShown(image, area.box())) {
            flags.add(FrameFlag.COLOUR_DOPPLER);
        }
        if (DualScreen.isShown(picture, area)) {
            flags.add(FrameFlag.DUAL_SCREEN);
        }
        if (!area.sure()) {
            flags.add(FrameFlag.AREA_UNSURE);
        }
        return flags;
    }
}
