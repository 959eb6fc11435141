package io.podagra.pipeline;

import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.pipeline.CohortRecordReader.Order;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What an {@link ImageIterator} goes through: which images, in which order, prepared how. For who
 * has what the network makes of an image, and needs its pixels no more; and for who wants to look
 * at what the network is given. One thread at a time.
 */
public final class ImagePlan {
    private final List<CohortImage> images;
    private final CachedImages cached;
    private final ImageSettings settings;
    private final Order order;
    private final int batchSize;
    private final int batches;
    private final Map<CohortImage, Digest> digests = new HashMap<>();

    /**
     * @param batches number of batches after which an epoch ends
     */
    ImagePlan(
            List<CohortImage> images,
            CachedImages cached,
            ImageSettings settings,
            Order order,
            int batchSize,
            int batches) {
        this.images = List.copyOf(images);
        this.cached = cached;
        this.settings = settings;
        this.order = order;
        this.batchSize = batchSize;
        this.batches = batches;
    }

    /** All images, as listed. */
    public List<CohortImage> images() {
        return images;
    }

    /** Whether an image differs from epoch to epoch. */
    public boolean varied() {
        return order.augmentation().enabled();
    }

    /**
     * The batches of an epoch, each the images that the iterator would give, in that order.
     *
     * @param epoch counted from 0
     */
    public List<List<CohortImage>> epoch(int epoch) {
        List<CohortImage> sequence =
                Arrays.stream(order.indices(images.size(), epoch)).mapToObj(images::get).toList();
        List<List<CohortImage>> result = new ArrayList<>();
        for (int batch = 0; batch < batches; batch++) {
            int from = batch * batchSize;
            result.add(sequence.subList(from, Math.min(from + batchSize, sequence.size())));
        }
        return result;
    }

    /**
     * The labels of a batch, as the iterator gives them.
     *
     * @return {@code [batch, target]}
     */
    public INDArray labels(List<CohortImage> batch) {
        return Nd4j.createFromArray(batch.stream().map(order.target()::of).toArray(float[][]::new));
    }

    /**
     * The network's input of an image that is not varied, before normalisation, for people to look
     * at: size by size pixels.
     *
     * @throws InvalidInputException if the image cannot be decoded
     */
    public BufferedImage picture(CohortImage image) {
        ImageLoader loader = new ImageLoader(settings);
        return ImagePreview.input(loader, working(loader, image), List.of());
    }

    /**
     * The network's input of an image in an epoch, varied as the iterator varies it.
     *
     * @param index place of the image in the list
     * @param epoch counted from 0
     * @throws InvalidInputException if the image cannot be decoded
     */
    public ImagePreview.Variant variant(int index, int epoch) {
        ImageLoader loader = new ImageLoader(settings);
        return ImagePreview.variant(
                loader,
                working(loader, images.get(index)),
                new Augmentation(order.augmentation()).describe(order.variation(index, epoch)));
    }

    private WorkingImage working(ImageLoader loader, CohortImage image) {
        return cached.get(image)
                .orElseGet(
                        () -> {
                            try {
                                return loader.decode(image.file());
                            } catch (UndecodableImageException e) {
                                throw e.ofCohort(image);
                            }
                        });
    }

    /** Those of the images that are not varied, once each, in batches of the same size. */
    public ImageIterator unvaried(List<CohortImage> some) {
        return ImageIterators.evaluation(some, order.target(), cached, settings, batchSize);
    }

    /** The form in which the network sees an image that is not varied. */
    ImageSettings settings() {
        return settings;
    }

    /**
     * SHA-256 of an image's content.
     *
     * @throws InvalidInputException if its file cannot be read
     */
    Digest digest(CohortImage image) {
        return digests.computeIfAbsent(image, this::read);
    }

    private Digest read(CohortImage image) {
        return cached.digest(image).orElseGet(() -> digestOfFile(image));
    }

    private static Digest digestOfFile(CohortImage image) {
        try {
            return Digest.of(ImageDecoder.read(image.file()));
        } catch (UndecodableImageException e) {
            throw e.ofCohort(image);
        }
    }
}
