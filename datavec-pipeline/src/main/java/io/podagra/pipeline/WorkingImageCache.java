package io.podagra.pipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps decoded images by index until a limit of bytes is reached; those that come later are
 * decoded in every epoch. Nothing is ever evicted: an epoch visits every image once, where the
 * usual rules of eviction would keep no image until its turn comes again. Not thread-safe.
 */
final class WorkingImageCache {
    private final Map<Integer, WorkingImage> images = new HashMap<>();
    private long bytesLeft;

    /**
     * @param maximumBytes of pixels; 0 keeps nothing
     */
    WorkingImageCache(long maximumBytes) {
        this.bytesLeft = maximumBytes;
    }

    Optional<WorkingImage> get(int index) {
        return Optional.ofNullable(images.get(index));
    }

    void offer(int index, WorkingImage image) {
        if (image.bytes() <= bytesLeft && images.putIfAbsent(index, image) == null) {
            bytesLeft -= image.bytes();
        }
    }
}
