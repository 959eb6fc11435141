package io.podagra.eval.report;

import io.podagra.eval.ScoreTable;
import io.podagra.eval.StudyMetrics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The drawings of a report, as files and as parts of the page.
 *
 * @param files the drawings by file name
 * @param subgroups those of the subgroups, by column of the manifest
 */
record Charts(Map<String, String> files, Map<String, String> subgroups) {
    static final String FLOW = "flow.svg";
    static final String DECISION_CURVE = "decision-curve.svg";
    static final String LEARNING_CURVE = "learning-curve.svg";

    /** Every name that a drawing can have. */
    static final Pattern FILES =
            Pattern.compile(
                    "((roc|calibration|confusion|subgroups)-.+|flow|decision-curve|learning-curve)\\.svg");

    Charts {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        subgroups = Map.copyOf(subgroups);
    }

    static Charts draw(
            StudyMetrics metrics,
            ScoreTable test,
            ReportContext context,
            Messages messages,
            boolean synthetic) {
        Map<String, String> files = new LinkedHashMap<>();
        context.flow()
                .ifPresent(flow -> files.put(FLOW, FlowDiagram.draw(flow, messages, synthetic)));
        metrics.sets()
                .forEach(
                        (name, set) -> {
                            ScoreTable table =
                                    name.equals(StudyMetrics.ALL) ? test : test.forView(name);
                            files.put(
                                    EvaluationReport.rocFile(name),
                                    RocChart.draw(name, table, set, messages, synthetic));
                            files.put(
                                    EvaluationReport.calibrationFile(name),
                                    CalibrationChart.draw(name, set, messages, synthetic));
                            files.put(
                                    confusionFile(name),
                                    ConfusionMatrixChart.draw(name, set, messages, synthetic));
                        });
        files.put(DECISION_CURVE, DecisionCurveChart.draw(metrics, messages, synthetic));
        metrics.learningCurve()
                .ifPresent(
                        curve ->
                                files.put(
                                        LEARNING_CURVE,
                                        LearningCurveChart.draw(curve, messages, synthetic)));
        Map<String, String> subgroups = new LinkedHashMap<>();
        metrics.subgroups()
                .forEach(
                        (column, figure) ->
                                figure.value()
                                        .ifPresent(
                                                groups ->
                                                        subgroups.put(
                                                                column,
                                                                SubgroupChart.draw(
                                                                        column, groups, messages,
                                                                        synthetic))));
        subgroups.forEach((column, svg) -> files.put(subgroupsFile(column, files), svg));
        return new Charts(files, subgroups);
    }

    static String confusionFile(String set) {
        return "confusion-" + set + ".svg";
    }

    /** A column may be called what no file can be, and two such then need two names. */
    private static String subgroupsFile(String column, Map<String, String> taken) {
        String stem = "subgroups-" + column.replaceAll("[^\\p{L}\\p{N}_-]", "_");
        String name = stem + ".svg";
        for (int number = 2; taken.containsKey(name); number++) {
            name = stem + "-" + number + ".svg";
        }
        return name;
    }
}
