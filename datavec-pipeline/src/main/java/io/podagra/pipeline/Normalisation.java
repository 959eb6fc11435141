package io.podagra.pipeline;

import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.ImagePreProcessingScaler;

/**
 * The step from grey values to what the network takes: 0..255 becomes -1..1, linearly.
 *
 * <p>The iterators apply it; a model stores it in its zip, so that {@code normaliser.transform} of
 * an {@link ImageLoader} tensor is what the network was trained on.
 */
public final class Normalisation {
    /** Values after normalisation, in words. */
    public static final String RANGE = "-1 to 1";

    private Normalisation() {}

    /** A new normaliser; it needs no fitting and works in place. */
    public static DataNormalization create() {
        return new ImagePreProcessingScaler(-1, 1);
    }
}
