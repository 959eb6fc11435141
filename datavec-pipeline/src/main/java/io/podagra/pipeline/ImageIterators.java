package io.podagra.pipeline;

import io.podagra.data.CohortImage;
import io.podagra.data.Workers;
import io.podagra.pipeline.CohortRecordReader.Order;
import java.util.List;

/** Makes the iterators that networks are trained and evaluated with. */
public final class ImageIterators {
    private ImageIterators() {}

    /** As below, decoding every image in every epoch. */
    public static ImageIterator training(
            List<CohortImage> images,
            ImageSettings settings,
            AugmentationSettings augmentation,
            int batchSize,
            long seed) {
        return training(images, CachedImages.none(), settings, augmentation, batchSize, seed);
    }

    /**
     * Iterates in an order and with variations that differ from epoch to epoch and are the same for
     * the same images, settings, seed and epoch.
     *
     * <p>The last batch of an epoch holds what remains. If that is a single image, it is left out:
     * batch normalisation would take its statistics from one image. Which image it is changes from
     * epoch to epoch.
     *
     * @param cached images that need not be decoded; close them after the iterator
     * @param batchSize images a batch, at least 2
     * @param seed of order and variation
     * @throws IllegalArgumentException if there are fewer than two images or the batch size is less
     *     than 2
     */
    public static ImageIterator training(
            List<CohortImage> images,
            CachedImages cached,
            ImageSettings settings,
            AugmentationSettings augmentation,
            int batchSize,
            long seed) {
        Order order = Order.shuffled(augmentation, seed);
        return training(images, cached, settings, order, batchSize, Workers.onAllProcessors());
    }

    /** The same with labels of another kind than the cohort's. */
    public static ImageIterator training(
            List<CohortImage> images,
            Target target,
            CachedImages cached,
            ImageSettings settings,
            AugmentationSettings augmentation,
            int batchSize,
            long seed) {
        Order order = Order.shuffled(augmentation, seed).withTarget(target);
        return training(images, cached, settings, order, batchSize, Workers.onAllProcessors());
    }

    static ImageIterator training(
            List<CohortImage> images,
            CachedImages cached,
            ImageSettings settings,
            Order order,
            int batchSize,
            Workers workers) {
        requireAtLeast(2, "images", images.size());
        requireAtLeast(2, "batchSize", batchSize);
        int whole = images.size() / batchSize;
        int remaining = images.size() % batchSize;
        int batches = remaining > 1 ? whole + 1 : whole;
        return iterator(images, cached, settings, order, batchSize, batches, workers);
    }

    /** As below, decoding every image in every epoch. */
    public static ImageIterator evaluation(
            List<CohortImage> images, ImageSettings settings, int batchSize) {
        return evaluation(images, CachedImages.none(), settings, batchSize);
    }

    /**
     * Iterates over every image as it is, in the order of the list, the same in every epoch; the
     * last batch holds what remains.
     *
     * @param cached images that need not be decoded; close them after the iterator
     * @param batchSize images a batch, at least 1
     * @throws IllegalArgumentException if there are no images or the batch size is less than 1
     */
    public static ImageIterator evaluation(
            List<CohortImage> images, CachedImages cached, ImageSettings settings, int batchSize) {
        return evaluation(images, Target.LABEL, cached, settings, batchSize);
    }

    /** The same with labels of another kind than the cohort's. */
    public static ImageIterator evaluation(
            List<CohortImage> images,
            Target target,
            CachedImages cached,
            ImageSettings settings,
            int batchSize) {
        requireAtLeast(1, "images", images.size());
        requireAtLeast(1, "batchSize", batchSize);
        Order order = Order.asListed().withTarget(target);
        int batches = (images.size() + batchSize - 1) / batchSize;
        Workers workers = Workers.onAllProcessors();
        return iterator(images, cached, settings, order, batchSize, batches, workers);
    }

    private static ImageIterator iterator(
            List<CohortImage> images,
            CachedImages cached,
            ImageSettings settings,
            Order order,
            int batchSize,
            int batches,
            Workers workers) {
        CohortRecordReader reader =
                CohortRecordReader.normalised(images, settings, cached, order, workers);
        return new ImageIterator(
                CohortIterator.of(reader, settings, order.target(), batchSize, batches),
                new ImagePlan(images, cached, settings, order, batchSize, batches));
    }

    private static void requireAtLeast(int minimum, String name, int value) {
        if (value < minimum) {
            throw new IllegalArgumentException(
                    "%s is %d, expected at least %d".formatted(name, value, minimum));
        }
    }
}
