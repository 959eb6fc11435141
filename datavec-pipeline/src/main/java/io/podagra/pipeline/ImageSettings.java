package io.podagra.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * The form in which the network sees an image: all that happens to it in training and in use alike.
 * A model zip holds these settings, so that an image in use is prepared as in training.
 *
 * @param size width and height of the square input, in pixels, {@value #MINIMUM_SIZE} to {@value
 *     #MAXIMUM_SIZE}
 * @param fit how an image of another shape becomes the square
 * @param mask whether text, scales and calipers are painted over
 * @param clahe equalisation of local contrast
 * @param normalisation from grey values to what the network's weights were made for
 */
public record ImageSettings(
        int size, Fit fit, boolean mask, Clahe clahe, Normalisation normalisation) {
    /** ResNet-50 reduces the sides by 32, so less than this leaves no pixel at its last stage. */
    public static final int MINIMUM_SIZE = 32;

    /** Beyond the resolution of the ultrasound machines' exports. */
    public static final int MAXIMUM_SIZE = 1024;

    private static final int DEFAULT_SIZE = 64;

    /**
     * @throws IllegalArgumentException if the size is out of range
     */
    public ImageSettings {
        if (size < MINIMUM_SIZE || size > MAXIMUM_SIZE) {
            throw new IllegalArgumentException(
                    "image size is %d, expected %d to %d pixels"
                            .formatted(size, MINIMUM_SIZE, MAXIMUM_SIZE));
        }
        requireNonNull(fit, "fit is null");
        requireNonNull(clahe, "clahe is null");
        requireNonNull(normalisation, "normalisation is null");
    }

    /** The defaults but for the size. */
    public ImageSettings(int size) {
        this(size, Fit.PAD, false, Clahe.off(), Normalisation.RANGE);
    }

    /** 64 pixels: what two processor cores train in minutes. */
    public static ImageSettings defaults() {
        return new ImageSettings(DEFAULT_SIZE);
    }

    /** What holds for models and runs from before there was a choice: images were stretched. */
    public static ImageSettings stretched(int size) {
        return new ImageSettings(size, Fit.STRETCH, false, Clahe.off(), Normalisation.RANGE);
    }

    /** The same with another normalisation. */
    public ImageSettings withNormalisation(Normalisation other) {
        return new ImageSettings(size, fit, mask, clahe, other);
    }

    /** What is done to every image, for a reader of a report. */
    public String words() {
        List<String> words = new ArrayList<>();
        if (mask) {
            words.add("overlays painted over");
        }
        if (clahe.enabled()) {
            words.add(
                    "CLAHE (clip limit %s, %d by %d tiles)"
                            .formatted(clahe.clipLimit(), clahe.tiles(), clahe.tiles()));
        }
        words.add(fit == Fit.PAD ? "padded to a square" : "stretched to a square");
        if (normalisation != Normalisation.AUTO) {
            words.add("normalised to " + normalisation.words());
        }
        return String.join(", ", words);
    }
}
