package io.podagra.pipeline;

import io.podagra.data.CohortImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Working images that need not be decoded any more. Made by {@link ImageCache}; thread-safe.
 *
 * <p>Their pixels lie in a file that is mapped into memory: the operating system reads what is used
 * and drops it when memory runs short, so that neither the heap nor the memory counted by JavaCPP
 * grows with the cohort.
 */
public final class CachedImages implements AutoCloseable {
    private final Map<Path, Digest> digests;
    private final Map<Path, ImagePack.Entry> entries;
    private final Optional<ImagePack> pack;
    private final int side;

    private CachedImages(
            Map<Path, Digest> digests,
            Map<Path, ImagePack.Entry> entries,
            Optional<ImagePack> pack,
            int side) {
        this.digests = Map.copyOf(digests);
        this.entries = Map.copyOf(entries);
        this.pack = pack;
        this.side = side;
    }

    /** Has no image: each is decoded whenever it is needed. */
    public static CachedImages none() {
        return new CachedImages(Map.of(), Map.of(), Optional.empty(), 0);
    }

    /**
     * @param digests of the files that images of the pack may have been decoded from
     */
    static CachedImages of(ImagePack pack, Map<Path, Digest> digests) {
        Map<Path, ImagePack.Entry> entries = new HashMap<>();
        digests.forEach(
                (file, digest) -> pack.find(digest).ifPresent(entry -> entries.put(file, entry)));
        return new CachedImages(digests, entries, Optional.of(pack), pack.side());
    }

    /** Whether there are any images. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * @throws IllegalArgumentException if the images were made for another input size
     */
    void requireFitFor(ImageSettings settings) {
        if (pack.isPresent() && side != WorkingImage.sideFor(settings)) {
            throw new IllegalArgumentException(
                    "cached images have %d pixels a side, expected %d"
                            .formatted(side, WorkingImage.sideFor(settings)));
        }
    }

    /** The image of a file, unless it is not among them. */
    Optional<WorkingImage> get(CohortImage image) {
        return pack.flatMap(
                images ->
                        Optional.ofNullable(entries.get(image.file()))
                                .map(entry -> () -> images.read(entry)));
    }

    /** SHA-256 of the content that the image of a file was decoded from, if it is among them. */
    Optional<Digest> digest(CohortImage image) {
        return entries.containsKey(image.file())
                ? Optional.of(digests.get(image.file()))
                : Optional.empty();
    }

    /** Unmaps the file, which stays for others; the images cannot be used any more. */
    @Override
    public void close() {
        pack.ifPresent(ImagePack::close);
    }
}
