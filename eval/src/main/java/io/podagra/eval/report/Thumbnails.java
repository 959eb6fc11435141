package io.podagra.eval.report;

import io.podagra.eval.Method;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** Where a report gets the pictures of the worst errors from. */
@FunctionalInterface
public interface Thumbnails {
    /** The picture of a test image, prepared as the network saw it or smaller; empty if none is. */
    Optional<BufferedImage> of(String imageId);

    /**
     * The same with what speaks for abnormal in it, as the method's network sees it; empty if none
     * is. A report asks for all of a method and a view in turn, so that one network needs to be
     * open at a time.
     */
    default Optional<BufferedImage> explained(String imageId, Method method) {
        return Optional.empty();
    }

    /** No pictures, for scores that come without images. */
    static Thumbnails none() {
        return imageId -> Optional.empty();
    }
}
