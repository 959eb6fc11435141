package io.podagra.eval;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of one set of images: all of them, or one view's.
 *
 * @param images how many
 * @param patients whose they are
 * @param positives how many are abnormal
 * @param methods by method, single first
 * @param comparison present when both methods are
 */
public record SetMetrics(
        int images,
        int patients,
        int positives,
        Map<Method, MethodMetrics> methods,
        Optional<Comparison> comparison) {
    public SetMetrics {
        methods = Collections.unmodifiableMap(new EnumMap<>(methods));
    }

    /** How many images are normal. */
    public int negatives() {
        return images - positives;
    }

    SetMetrics withComparison(Comparison replacement) {
        return new SetMetrics(images, patients, positives, methods, Optional.of(replacement));
    }
}
