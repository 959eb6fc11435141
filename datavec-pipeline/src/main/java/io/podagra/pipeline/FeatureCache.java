package io.podagra.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a network makes of images, computed once, in a folder that networks, trials and processes
 * share with the {@link ImageCache}.
 *
 * <p>The features of one network and one preparation are one file, named by a SHA-256 of both;
 * within it an image is found by the SHA-256 of its content. So what has changed is never found
 * again. Every image's features carry a SHA-256 of their own, and what does not match it, because a
 * process was killed while it wrote or the file was damaged, is computed anew.
 *
 * <p>A cache changes nothing but the time. Where the file cannot be written there is a notice, and
 * the features stay in memory. They tell of patients' images: as with those, folder and files are
 * for their owner only. Not thread-safe.
 */
public final class FeatureCache {
    /**
     * To be raised when the same preparation of the same images gives other tensors than before,
     * other than by {@link Preprocessing}, which has a version of its own.
     */
    private static final int VERSION = 1;

    private final CacheFolder folder;
    private final long maximumBytes;
    private final long memoryBytes;
    private final Consumer<String> notice;
    private Optional<Features> newest = Optional.empty();

    /**
     * A cache that takes up to a quarter of Java's heap.
     *
     * @param folder created when needed
     * @param maximumBytes of all files in it, images included
     * @param notice hears one sentence where the file cannot be used
     */
    public FeatureCache(Path folder, long maximumBytes, Consumer<String> notice) {
        this(folder, maximumBytes, Runtime.getRuntime().maxMemory() / 4, notice);
    }

    /**
     * The same with another limit.
     *
     * @param memoryBytes of features in memory
     */
    public FeatureCache(Path folder, long maximumBytes, long memoryBytes, Consumer<String> notice) {
        this.folder = new CacheFolder(folder);
        this.maximumBytes = maximumBytes;
        this.memoryBytes = memoryBytes;
        this.notice = notice;
    }

    /**
     * The features that a network makes of plans' images as they are without variation, with room
     * for all of them; those of another network are dropped from memory.
     *
     * @param network names all that shapes the features of a prepared image: weights above all
     * @param plans that prepare images in the same way
     * @param length features an image
     * @return empty, with a notice, if they would take more memory than they may
     * @throws IllegalArgumentException if the plans prepare images in different ways
     */
    public Optional<Features> of(String network, List<ImagePlan> plans, int length) {
        Digest key = Digest.of(network + "\n" + preparation(plans), List.of());
        if (newest.isEmpty() || !newest.get().isOf(key, length)) {
            newest = Optional.of(new Features(key, length, folder, maximumBytes, notice));
        }
        long bytes = newest.get().bytesWith(plans);
        if (bytes > memoryBytes) {
            notice.accept(
                    String.format(
                            Locale.ROOT,
                            "features of %,d images are not kept: they take %,d MiB, more than the"
                                    + " %,d MiB they may take of Java's heap (PODAGRA_HEAP_MB)",
                            plans.stream().mapToInt(plan -> plan.images().size()).sum(),
                            bytes >> 20,
                            memoryBytes >> 20));
            return Optional.empty();
        }
        return newest;
    }

    private static String preparation(List<ImagePlan> plans) {
        Set<String> preparations =
                plans.stream()
                        .map(plan -> preparation(plan.settings()))
                        .collect(Collectors.toSet());
        if (preparations.size() != 1) {
            throw new IllegalArgumentException(
                    "images are prepared in %d ways, expected one: %s"
                            .formatted(preparations.size(), preparations));
        }
        return preparations.iterator().next();
    }

    /** Names all that shapes a tensor of an image that is not varied, but its file. */
    private static String preparation(ImageSettings settings) {
        return "tensor/%d size=%d normalisation=%s %s"
                .formatted(
                        VERSION,
                        settings.size(),
                        settings.normalisation().name().toLowerCase(Locale.ROOT),
                        Preprocessing.of(settings).key());
    }
}
