package io.podagra.eval;

import static java.util.Objects.requireNonNull;

import io.podagra.data.Label;
import io.podagra.data.View;
import java.util.HashMap;
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
 * @param attributes further facts, such as the device, by column of the manifest; subgroups are
 *     made of them
 */
public record ScoredImage(
        String imageId,
        String patientId,
        String view,
        Label label,
        Map<Method, Double> scores,
        Map<String, String> attributes) {
    /** An image of which no more is known. */
    public ScoredImage(
            String imageId,
            String patientId,
            String view,
            Label label,
            Map<Method, Double> scores) {
        this(imageId, patientId, view, label, scores, Map.of());
    }

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
        attributes = Map.copyOf(attributes);
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

    /** The same image, of which more is known. */
    ScoredImage with(Map<String, String> further) {
        Map<String, String> all = new HashMap<>(attributes);
        all.putAll(further);
        return new ScoredImage(imageId, patientId, view, label, scores, all);
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
