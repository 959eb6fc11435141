package io.podagra.eval;

import io.podagra.data.View;
import io.podagra.eval.statistics.DecisionCurve;
import io.podagra.eval.statistics.Figure;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every figure of an evaluation.
 *
 * @param methods the methods that scored the images, single first
 * @param sets by name: {@value View#ALL} first, then the views in order of name
 * @param poolings the methods over all views in four ways, the paper's first
 * @param patients calls of patients, by method
 * @param prevalence share of abnormal images that {@code rules} and {@code decisionCurves} hold for
 * @param rules operating points of several rules on the test images
 * @param decisionCurves by method
 * @param subgroups by column of the manifest
 * @param learningCurve what networks trained on fewer patients reach, if some were
 * @param operatingPoints the thresholds behind the calls
 * @param settings how the figures were computed
 * @param synthetic whether every image was drawn by the phantom
 */
public record StudyMetrics(
        List<Method> methods,
        Map<String, SetMetrics> sets,
        Map<Pooling, PooledComparison> poolings,
        Map<Method, PatientCalls> patients,
        double prevalence,
        List<AppliedRule> rules,
        Map<Method, Figure<DecisionCurve>> decisionCurves,
        Map<String, Figure<List<Subgroup>>> subgroups,
        Optional<LearningCurve> learningCurve,
        OperatingPoints operatingPoints,
        EvaluationSettings settings,
        boolean synthetic) {
    /** The name of the set of all images. */
    public static final String ALL = View.ALL;

    public StudyMetrics {
        methods = List.copyOf(methods);
        // Not Map.copyOf: it would lose the order of the sets.
        sets = Collections.unmodifiableMap(new LinkedHashMap<>(sets));
        poolings = Collections.unmodifiableMap(new EnumMap<>(poolings));
        patients = Collections.unmodifiableMap(new EnumMap<>(patients));
        rules = List.copyOf(rules);
        decisionCurves = Collections.unmodifiableMap(new EnumMap<>(decisionCurves));
        subgroups = Collections.unmodifiableMap(new LinkedHashMap<>(subgroups));
    }

    /** The figures of all images together. */
    public SetMetrics all() {
        return sets.get(ALL);
    }
}
