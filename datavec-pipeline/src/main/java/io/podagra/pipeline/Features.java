package io.podagra.pipeline;

import io.podagra.data.CohortImage;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What one network makes of images, in memory and in a file of a {@link FeatureCache}. Not
 * thread-safe.
 */
public final class Features {
    private final Digest key;
    private final int length;
    private final Consumer<String> notice;
    private final FeatureFile file;
    private final Map<Digest, float[]> kept = new HashMap<>();
    private boolean onDisk = true;

    Features(
            Digest key,
            int length,
            CacheFolder folder,
            long maximumBytes,
            Consumer<String> notice) {
        this.key = key;
        this.length = length;
        this.notice = notice;
        this.file = new FeatureFile(folder, key, length, maximumBytes);
        onDisk(() -> kept.putAll(file.open()));
    }

    boolean isOf(Digest otherKey, int otherLength) {
        return key.equals(otherKey) && length == otherLength;
    }

    /** What they take in memory once all of the plans' images are among them. */
    long bytesWith(List<ImagePlan> plans) {
        Set<Digest> contents = new HashSet<>(kept.keySet());
        for (ImagePlan plan : plans) {
            plan.images().forEach(image -> contents.add(plan.digest(image)));
        }
        return (long) contents.size() * length * Float.BYTES;
    }

    /** The images of a plan that are not among them, one for each content. */
    public List<CohortImage> missing(ImagePlan plan) {
        Map<Digest, CohortImage> missing = new LinkedHashMap<>();
        for (CohortImage image : plan.images()) {
            if (!kept.containsKey(plan.digest(image))) {
                missing.putIfAbsent(plan.digest(image), image);
            }
        }
        return List.copyOf(missing.values());
    }

    /**
     * The features of images that are among them.
     *
     * @return a row an image, in their order; not to be changed
     */
    public float[][] of(ImagePlan plan, List<CohortImage> images) {
        float[][] rows = new float[images.size()][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = kept.get(plan.digest(images.get(row)));
            if (rows[row] == null) {
                throw new IllegalArgumentException(
                        "no features of image '%s'".formatted(images.get(row).id()));
            }
        }
        return rows;
    }

    /**
     * Adds features.
     *
     * @param rows a row an image, in their order
     * @throws IllegalArgumentException if a row has another length
     */
    public void add(ImagePlan plan, List<CohortImage> images, float[][] rows) {
        Map<Digest, float[]> added = new LinkedHashMap<>();
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != length) {
                throw new IllegalArgumentException(
                        "%d features, expected %d".formatted(rows[row].length, length));
            }
            added.put(plan.digest(images.get(row)), rows[row].clone());
        }
        kept.putAll(added);
        onDisk(() -> file.append(added));
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private void onDisk(Work work) {
        if (!onDisk) {
            return;
        }
        try {
            work.run();
        } catch (IOException e) {
            onDisk = false;
            notice.accept("features are kept in memory only: %s".formatted(CacheFolder.reason(e)));
        }
    }
}
