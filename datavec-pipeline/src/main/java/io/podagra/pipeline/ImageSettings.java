package io.podagra.pipeline;

/**
 * The form in which the network sees an image.
 *
 * @param size width and height of the square input, in pixels, {@value #MINIMUM_SIZE} to {@value
 *     #MAXIMUM_SIZE}; an image of another shape is stretched to the square
 */
public record ImageSettings(int size) {
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
    }

    /** 64 pixels: what two processor cores train in minutes. */
    public static ImageSettings defaults() {
        return new ImageSettings(DEFAULT_SIZE);
    }
}
