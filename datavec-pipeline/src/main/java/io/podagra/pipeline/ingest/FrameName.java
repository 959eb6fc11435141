package io.podagra.pipeline.ingest;

import io.podagra.pipeline.FrameCleaner;

/** Part of what an image's name is a hash of: other pixels have another name. */
final class FrameName {
    private FrameName() {}

    static String of(String part, FrameCleaner cleaner) {
        return cleaner.masking() ? part + " masked/" + FrameCleaner.MASK_VERSION : part;
    }
}
