package io.podagra.data;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * A set of labelled images described by a manifest.
 *
 * <p>Immutable. The images keep the order of the manifest; the views are sorted by name.
 */
public final class Cohort {
    private final Path folder;
    private final List<CohortImage> images;

    Cohort(Path folder, List<CohortImage> images) {
        this.folder = requireNonNull(folder, "folder is null");
        this.images = List.copyOf(images);
    }

    /** The folder that holds the manifest. */
    public Path folder() {
        return folder;
    }

    /** Every image, in the order of the manifest. */
    public List<CohortImage> images() {
        return images;
    }

    /** The views the cohort declares, sorted by name. */
    public List<View> views() {
        return images.stream().map(CohortImage::view).distinct().sorted().toList();
    }
}
