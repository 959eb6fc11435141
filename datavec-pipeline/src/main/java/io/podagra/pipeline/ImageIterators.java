package io.podagra.pipeline;

import io.podagra.data.CohortImage;
import java.util.List;

/** Makes the iterators that networks are trained and evaluated with. */
public final class ImageIterators {
    /** Part of the heap that one iterator may fill with decoded images. */
    private static final int CACHE_SHARE_OF_HEAP = 8;

    private ImageIterators() {}

    /**
     * Iterates in an order and with variations that differ from epoch to epoch and are the same for
     * the same images, settings, seed and epoch.
     *
     * <p>The last batch of an epoch holds what remains. If that is a single image, it is left out:
     * batch normalisation would take its statistics from one image. Which image it is changes from
     * epoch to epoch.
     *
     * @param batchSize images a batch, at least 2
     * @param seed of order and variation
     * @throws IllegalArgumentException if there are fewer than two images or the batch size is less
     *     than 2
     */
    public static ImageIterator training(
            List<CohortImage> images,
            ImageSettings settings,
            AugmentationSettings augmentation,
            int batchSize,
            long seed) {
        requireAtLeast(2, "images", images.size());
        requireAtLeast(2, "batchSize", batchSize);
        CohortRecordReader reader =
                CohortRecordReader.shuffled(images, settings, augmentation, seed, cacheBytes());
        int whole = images.size() / batchSize;
        int remaining = images.size() % batchSize;
        int batches = remaining > 1 ? whole + 1 : whole;
        return new ImageIterator(CohortIterator.of(reader, settings, batchSize, batches));
    }

    /**
     * Iterates over every image as it is, in the order of the list, the same in every epoch; the
     * last batch holds what remains.
     *
     * @param batchSize images a batch, at least 1
     * @throws IllegalArgumentException if there are no images or the batch size is less than 1
     */
    public static ImageIterator evaluation(
            List<CohortImage> images, ImageSettings settings, int batchSize) {
        requireAtLeast(1, "images", images.size());
        requireAtLeast(1, "batchSize", batchSize);
        CohortRecordReader reader = CohortRecordReader.inOrder(images, settings, cacheBytes());
        return new ImageIterator(CohortIterator.ofAll(reader, settings, batchSize));
    }

    private static long cacheBytes() {
        return Runtime.getRuntime().maxMemory() / CACHE_SHARE_OF_HEAP;
    }

    private static void requireAtLeast(int minimum, String name, int value) {
        if (value < minimum) {
            throw new IllegalArgumentException(
                    "%s is %d, expected at least %d".formatted(name, value, minimum));
        }
    }
}
