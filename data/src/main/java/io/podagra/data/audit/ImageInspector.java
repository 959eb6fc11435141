package io.podagra.data.audit;

import io.podagra.data.CohortImage;

/** Looks at pixels for the audit. Used from several threads at once. */
public interface ImageInspector {
    /** Decodes an image once, whole, and tells what is to be known of it. */
    Inspection inspect(CohortImage image);

    /**
     * How much two images, both decodable, show the same speckle and edges where they are laid over
     * each other: whatever the device's frame around them, their size, brightness and contrast, and
     * though one is cropped by a few per cent. Symmetric.
     *
     * @return a correlation from -1 to 1; a copy comes near 1. Of images that differ in the coarse,
     *     it is the coarse one, without a closer look
     */
    double likeness(CohortImage first, CohortImage second);

    /**
     * A small JPEG of an image that can be decoded.
     *
     * @param width in pixels, at most; the height follows
     */
    byte[] thumbnail(CohortImage image, int width);
}
