package io.podagra.eval;

import static java.util.Objects.requireNonNull;

import io.podagra.data.Label;
import io.podagra.data.View;
import java.util.Map;
import java.util.Optional;

/**
 * One labelled image and what each method made of it.
 *
 * @param imageId names the image; unique in a table
 * @param patientId whose joint it shows; images of one patient are never independent
 * @param view the view's name, in the spelling of {@link View}
 * @param label what a reader decided
 * @param scores by method, from 0 (surely normal) to 1 (surely abnormal); at least one
 */
public record ScoredImage(
        String imageId, String patientId, String view, Label label, Map<Method, Double> scores) {
    /**
     * @throws IllegalArgumentException if an identifier is blank, the view is no view name, or the
     *     scores are none or outside 0 to 1
     */
    public ScoredImage {
        requireNotBlank(imageId, "imageId");
        requireNotBlank(patientId, "patientId");
        view = new View(view).name();
        requireNonNull(label, "label is null");
        scores = Map.copyOf(scores);
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("image '" + imageId + "' has no score");
        }
        for (double score : scores.values()) {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException(
                        "score %s of image '%s' is outside 0 to 1".formatted(score, imageId));
            }
        }
    }

    /** The score a method gave, if it scored this image. */
    public Optional<Double> score(Method method) {
        return Optional.ofNullable(scores.get(method));
    }

    private static void requireNotBlank(String value, String name) {
        if (requireNonNull(value, () -> name + " is null").isBlank()) {
            throw new IllegalArgumentException(name + " is blank");
        }
    }
}
