package io.podagra.data;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One labelled image of a cohort.
 *
 * @param id the {@code image} column of the manifest: a path relative to the manifest, with {@code
 *     /}
 * @param file where the image is
 * @param patientId whose joint it shows; images of one patient are never independent
 * @param view which side of the joint it was taken from
 * @param label abnormal or normal
 * @param attributes every further column of the manifest, by name, in the manifest's order
 */
public record CohortImage(
        String id,
        Path file,
        String patientId,
        View view,
        Label label,
        Map<String, String> attributes) {
    public CohortImage {
        requireNonNull(id, "id is null");
        requireNonNull(file, "file is null");
        requireNonNull(patientId, "patientId is null");
        requireNonNull(view, "view is null");
        requireNonNull(label, "label is null");
        // Not Map.copyOf: it would lose the order of the columns.
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
}
