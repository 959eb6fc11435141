package io.podagra.ui.images;

import static java.util.Objects.requireNonNull;

import io.podagra.data.Label;
import java.util.Optional;

/**
 * An image of the cohort on the page.
 *
 * @param id as in the manifest, which the report names images by too
 * @param view it shows
 * @param label a reader gave it
 * @param picture what {@link ImagesPublisher#keep} calls its picture as prepared; empty if there is
 *     none
 */
public record ShownImage(String id, String view, Label label, Optional<String> picture) {
    public ShownImage {
        requireNonNull(id, "id is null");
        requireNonNull(view, "view is null");
        requireNonNull(label, "label is null");
        requireNonNull(picture, "picture is null");
    }
}
