package io.podagra.pipeline;

/**
 * The step from grey values, 0 to 255 in the channels blue, green, red, to what a network's initial
 * weights were trained on.
 *
 * <p>{@link Normalisers} makes what the iterators apply; a model stores it in its zip, so that
 * {@code normaliser.transform} of an {@link ImageLoader} tensor is what the network was trained on.
 */
public enum Normalisation {
    /**
     * What the base weights were trained on. A study replaces it by one of the others before it
     * prepares an image.
     */
    AUTO("what the base weights were trained on"),

    /** -1 to 1, linearly: for weights that begin at random. */
    RANGE("-1 to 1"),

    /**
     * Less ImageNet's mean of each channel: for weights from Caffe, which Keras ships for ResNet-50
     * (keras.applications.imagenet_utils, mode {@code caffe}).
     *
     * <p>Not ND4J's {@code VGG16ImagePreProcessor}: it subtracts the means in the order red, green,
     * blue from channels that DataVec loads as blue, green, red.
     */
    CAFFE("grey values less ImageNet's means"),

    /**
     * In standard deviations of ImageNet's channels from their means: for weights from torchvision
     * (torchvision.transforms, ImageNet presets).
     */
    TORCH("standard deviations from ImageNet's means");

    private final String words;

    Normalisation(String words) {
        this.words = words;
    }

    /** Values after normalisation, in words. */
    public String words() {
        return words;
    }
}
