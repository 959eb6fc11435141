package io.podagra.model.saliency;

import io.podagra.model.ImageClassifier;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Draws where an image speaks for abnormal, for a model that is loaded; see {@link Saliency} and
 * {@link SaliencyPicture}. Not thread-safe; to be closed before the model.
 */
public final class Explainer implements AutoCloseable {
    private final ImageClassifier classifier;
    private final Saliency saliency;

    private Explainer(ImageClassifier classifier, Saliency saliency) {
        this.classifier = classifier;
        this.saliency = saliency;
    }

    /** Of a model; empty if its network is none that can be looked into. */
    public static Optional<Explainer> of(ImageClassifier classifier) {
        return Saliency.isFor(classifier.network())
                ? Optional.of(new Explainer(classifier, Saliency.of(classifier.network())))
                : Optional.empty();
    }

    /**
     * The image with its map.
     *
     * @param image {@code [1, 3, size, size]}, blue, green and red from 0 to 255; not changed
     * @param synthetic whether the image is; the picture says so then, and of a synthetic model in
     *     any case
     */
    public BufferedImage explain(INDArray image, boolean synthetic) {
        try (INDArray input = image.dup()) {
            classifier.normalise(input);
            return SaliencyPicture.draw(
                    picture(image),
                    saliency.of(input).get(0),
                    synthetic || classifier.use().synthetic().orElse(false));
        }
    }

    private static BufferedImage picture(INDArray image) {
        int size = Math.toIntExact(image.size(2));
        int plane = size * size;
        float[] values = image.dup('c').data().asFloat();
        BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < plane; pixel++) {
            int blue = Math.round(values[pixel]);
            int green = Math.round(values[plane + pixel]);
            int red = Math.round(values[2 * plane + pixel]);
            picture.setRGB(pixel % size, pixel / size, red << 16 | green << 8 | blue);
        }
        return picture;
    }

    @Override
    public void close() {
        saliency.close();
    }
}
