package io.podagra.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The steps from a decoded image to the working image, the same in training and in use, without
 * chance. Immutable and thread-safe.
 */
final class Preprocessing {
    /**
     * To be raised when the same settings give other pixels than before, decoding included: what
     * was kept under the old {@link #key()} is then not used any more.
     */
    private static final int VERSION = 1;

    private final List<MatTransform> steps;
    private final String key;

    private Preprocessing(List<MatTransform> steps, String key) {
        this.steps = List.copyOf(steps);
        this.key = key;
    }

    static Preprocessing of(ImageSettings settings) {
        int side = WorkingImage.sideFor(settings);
        Clahe clahe = settings.clahe();
        List<MatTransform> steps = new ArrayList<>();
        if (settings.mask()) {
            steps.add(new OverlayMaskTransform());
        }
        // Before the resizing: tiles and local contrast are then the image's, not the padding's.
        if (clahe.enabled()) {
            steps.add(new ClaheTransform(clahe));
        }
        steps.add(new FitTransform(settings.fit(), side));
        String key =
                "working-image/%d side=%d fit=%s mask=%s clahe=%s"
                        .formatted(
                                VERSION,
                                side,
                                settings.fit().name().toLowerCase(Locale.ROOT),
                                settings.mask() ? FrameCleaner.MASK_VERSION : "off",
                                clahe.enabled() ? clahe.clipLimit() + "/" + clahe.tiles() : "off");
        return new Preprocessing(steps, key);
    }

    /**
     * Names all that shapes the pixels of a working image but the file: two preprocessings with one
     * key make one image of one file. ASCII, the same on every machine and in every process.
     */
    String key() {
        return key;
    }

    /** A square matrix of working size with the image's channels. */
    Mat apply(Mat image) {
        Mat result = image;
        for (MatTransform step : steps) {
            result = step.apply(result);
        }
        return result;
    }
}
