package io.podagra.pipeline.ingest;

import io.podagra.pipeline.FrameCleaner;

/** Part of what an image's name is a hash of: other pixels have another name. */
final class FrameName {
    private FrameName() {}

    /** Of an image that is cut to its tissue by its pixels, if the cleaner is to. */
    static String ofFrame(FrameCleaner cleaner) {
        return of(cleaner.cropping() ? "area/" + FrameCleaner.CROP_VERSION : "whole", cleaner);
    }

    /**
     * @param part what of the file it is
     */
    static String of(String part, FrameCleaner cleaner) {
        return cleaner.masking() ? part + " masked/" + FrameCleaner.MASK_VERSION : part;
    }
}
