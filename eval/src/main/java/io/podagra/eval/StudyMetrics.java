package io.podagra.eval;

import io.podagra.data.View;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every figure of an evaluation.
 *
 * @param methods the methods that scored the images, single first
 * @param sets by name: {@value View#ALL} first, then the views in order of name
 * @param operatingPoints the thresholds behind the calls
 * @param settings how the figures were computed
 * @param synthetic whether every image was drawn by the phantom
 */
public record StudyMetrics(
        List<Method> methods,
        Map<String, SetMetrics> sets,
        OperatingPoints operatingPoints,
        EvaluationSettings settings,
        boolean synthetic) {
    /** The name of the set of all images. */
    public static final String ALL = View.ALL;

    public StudyMetrics {
        methods = List.copyOf(methods);
        // Not Map.copyOf: it would lose the order of the sets.
        sets = Collections.unmodifiableMap(new LinkedHashMap<>(sets));
    }

    /** The figures of all images together. */
    public SetMetrics all() {
        return sets.get(ALL);
    }
}
