package io.podagra.data.audit;

import static java.util.Objects.requireNonNull;

import io.podagra.data.CohortImage;
import io.podagra.data.ImagePair;
import io.podagra.data.ProgressListener;
import io.podagra.data.audit.Inspection.Inspected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The images of a cohort that show the same as another one. Immutable.
 *
 * <p>Of images with the same pixels, each is paired with the first of them, and only the first is
 * compared with others: whoever joins the pairs has all that belong together. A blank image is in
 * no pair: it is a finding of its own, and like every other blank one.
 */
public final class Duplicates {
    /**
     * From this {@linkplain ImageInspector#likeness likeness} on, two images are near-duplicates.
     * Measured (benchmarks/near-duplicates): copies saved as JPEG of quality 70, halved,
     * brightened, darkened, cropped by up to 3 % a side or with calipers drawn in reach 0.92 and
     * more; images of different patients by the same device in the same view stay below 0.85.
     */
    public static final double NEAR = 0.90;

    private final List<Duplicate> all;

    private Duplicates(List<Duplicate> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Finds them all, on all processors.
     *
     * @param inspector the one that made the inspections
     * @param progress hears of the pairs that are looked at closely, from several threads
     */
    public static Duplicates find(
            Inspections inspections, ImageInspector inspector, ProgressListener progress) {
        requireNonNull(inspector, "inspector is null");
        Map<String, Integer> order = new HashMap<>();
        inspections.images().forEach(image -> order.put(image.id(), order.size()));
        List<CohortImage> distinct = new ArrayList<>();
        List<Duplicate> found = new ArrayList<>(exact(inspections.whole(), distinct));
        found.addAll(new NearDuplicateSearch(inspections, inspector).among(distinct, progress));
        found.sort(
                Comparator.<Duplicate>comparingInt(one -> order.get(one.pair().first().id()))
                        .thenComparingInt(one -> order.get(one.pair().second().id())));
        return new Duplicates(found);
    }

    /** Pairs of the same pixels; what is the first of its kind goes into {@code distinct}. */
    private static List<Duplicate> exact(
            Map<CohortImage, Inspected> whole, List<CohortImage> distinct) {
        Map<String, CohortImage> firstOfPixels = new LinkedHashMap<>();
        List<Duplicate> found = new ArrayList<>();
        whole.forEach(
                (image, seen) -> {
                    if (BlankImages.isBlank(seen)) {
                        return;
                    }
                    CohortImage first = firstOfPixels.putIfAbsent(seen.pixelDigest(), image);
                    if (first == null) {
                        distinct.add(image);
                        return;
                    }
                    boolean sameFile =
                            whole.get(first).contentDigest().equals(seen.contentDigest());
                    found.add(
                            new Duplicate(
                                    new ImagePair(first, image),
                                    sameFile
                                            ? Duplicate.Kind.SAME_FILE
                                            : Duplicate.Kind.SAME_PIXELS,
                                    1,
                                    0));
                });
        return found;
    }

    /** Every pair, in the manifest's order. */
    public List<Duplicate> all() {
        return all;
    }

    /** The pairs alone, for a split, which must keep them on one side. */
    public List<ImagePair> pairs() {
        return all.stream().map(Duplicate::pair).toList();
    }
}
