package io.podagra.data.audit;

import static java.util.Objects.requireNonNull;

import io.podagra.data.CohortImage;
import io.podagra.data.ProgressListener;
import io.podagra.data.audit.Inspection.Broken;
import io.podagra.data.audit.Inspection.Inspected;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was seen in each image of a cohort, in the manifest's order, from one look at every file.
 * About a kilobyte an image. Immutable.
 */
public final class Inspections {
    private final List<CohortImage> images;
    private final Map<CohortImage, Inspected> whole = new LinkedHashMap<>();
    private final Map<CohortImage, Broken> broken = new LinkedHashMap<>();

    private Inspections(List<CohortImage> images, List<Inspection> inspections) {
        this.images = List.copyOf(images);
        for (int index = 0; index < images.size(); index++) {
            Inspection inspection = inspections.get(index);
            if (inspection instanceof Inspected inspected) {
                whole.put(images.get(index), inspected);
            } else if (inspection instanceof Broken reason) {
                broken.put(images.get(index), reason);
            }
        }
    }

    /**
     * Looks at every image, on all processors.
     *
     * @param progress hears of each image, from several threads
     */
    public static Inspections of(
            List<CohortImage> images, ImageInspector inspector, ProgressListener progress) {
        requireNonNull(inspector, "inspector is null");
        AtomicLong done = new AtomicLong();
        List<Inspection> inspections =
                images.parallelStream()
                        .map(
                                image -> {
                                    Inspection inspection = inspector.inspect(image);
                                    progress.progressed(done.incrementAndGet(), images.size());
                                    return inspection;
                                })
                        .toList();
        return new Inspections(images, inspections);
    }

    /** Every image that was looked at. */
    public List<CohortImage> images() {
        return images;
    }

    /** The images that can be decoded, with what was seen in them. */
    public Map<CohortImage, Inspected> whole() {
        return Collections.unmodifiableMap(whole);
    }

    /** The images that cannot. */
    public Map<CohortImage, Broken> broken() {
        return Collections.unmodifiableMap(broken);
    }

    /** The decodable images alone, in the manifest's order. */
    List<CohortImage> wholeImages() {
        return new ArrayList<>(whole.keySet());
    }
}
