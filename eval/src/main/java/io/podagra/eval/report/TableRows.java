package io.podagra.eval.report;

import io.podagra.eval.AppliedRule;
import io.podagra.eval.Comparison;
import io.podagra.eval.LearningCurve;
import io.podagra.eval.Method;
import io.podagra.eval.MethodMetrics;
import io.podagra.eval.PooledComparison;
import io.podagra.eval.Proportion;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.Subgroup;
import io.podagra.eval.statistics.AucComparison;
import io.podagra.eval.statistics.AucEstimate;
import io.podagra.eval.statistics.Calibration;
import io.podagra.eval.statistics.ConfusionCounts;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.LogisticRecalibration;
import io.podagra.eval.statistics.OperatingPoint;
import io.podagra.eval.statistics.PredictiveValues;
import io.podagra.eval.statistics.ZTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures of an evaluation as rows of one long table. */
final class TableRows {
    private static final double CONFIDENCE = Interval.CONFIDENCE;
    private static final String BOTH = Method.SINGLE.word() + "-" + Method.MULTIPLE.word();

    private final List<Row> rows = new ArrayList<>();

    private TableRows() {}

    /**
     * One figure.
     *
     * @param set all, a view, a pooling, or {@code column=value} of a subgroup
     * @param method empty for counts of images, {@code single-multiple} for what compares both
     * @param name of the figure, as in {@code metrics.json}
     * @param intervalName how the interval was computed; empty if there is none
     * @param interval empty if the figure has none
     */
    record Row(
            String set,
            String method,
            String name,
            Figure<? extends Number> value,
            String intervalName,
            Optional<Figure<Interval>> interval) {}

    static List<Row> of(StudyMetrics metrics) {
        TableRows table = new TableRows();
        metrics.sets().forEach(table::set);
        metrics.poolings().forEach((pooling, pooled) -> table.pooled(pooling.key(), pooled));
        metrics.patients()
                .forEach(
                        (method, calls) ->
                                calls.counts()
                                        .value()
                                        .ifPresent(
                                                known ->
                                                        table.calls(
                                                                "patientLevel",
                                                                method.word(),
                                                                known)));
        metrics.rules().forEach(rule -> table.rule(rule, metrics.prevalence()));
        metrics.subgroups()
                .forEach(
                        (column, groups) ->
                                groups.value()
                                        .ifPresent(
                                                known ->
                                                        known.forEach(
                                                                group ->
                                                                        table.group(
                                                                                column, group))));
        metrics.learningCurve().ifPresent(curve -> curve.points().forEach(table::learned));
        return List.copyOf(table.rows);
    }

    private void learned(LearningCurve.Point point) {
        String part =
                point.kind() == LearningCurve.Kind.EQUAL_N
                        ? FurtherJson.word(point.kind())
                        : Double.toString(point.fraction());
        interval(
                "learningCurve=" + part,
                point.method().word(),
                "auc",
                point.auc(),
                "clustered",
                point.interval());
    }

    private void group(String column, Subgroup group) {
        set(column + "=" + group.value(), group.metrics());
    }

    private void set(String set, SetMetrics metrics) {
        value(set, "", "images", Figure.of(metrics.images()));
        value(set, "", "patients", Figure.of(metrics.patients()));
        value(set, "", "positives", Figure.of(metrics.positives()));
        metrics.methods().forEach((method, figures) -> method(set, method.word(), figures));
        metrics.comparison().ifPresent(comparison -> comparison(set, comparison));
    }

    private void method(String set, String method, MethodMetrics figures) {
        interval(set, method, "auc", figures.auc(), "delong", figures.aucDelong());
        interval(set, method, "auc", figures.auc(), "clustered", figures.aucClustered());
        interval(set, method, "auc", figures.auc(), "bootstrap", figures.aucBootstrap());
        interval(set, method, "auc", figures.auc(), "bca", figures.aucBca());
        value(set, method, "threshold", Figure.of(figures.threshold()));
        calls(set, method, figures.counts());
        proportion(set, method, "accuracy", figures.accuracy());
        proportion(set, method, "sensitivity", figures.sensitivity());
        proportion(set, method, "specificity", figures.specificity());
        value(set, method, "brier", figures.calibration().map(Calibration::brier));
        value(set, method, "ece", figures.calibration().map(Calibration::ece));
        Figure<LogisticRecalibration> line = figures.recalibration();
        value(set, method, "calibrationSlope", line.map(LogisticRecalibration::slope));
        value(set, method, "calibrationIntercept", line.map(LogisticRecalibration::intercept));
        value(set, method, "prAuc", figures.averagePrecision());
    }

    private void comparison(String set, Comparison comparison) {
        Figure<Double> difference = comparison.aucDifference();
        interval(set, BOTH, "aucDifference", difference, "delong", comparison.differenceDelong());
        interval(
                set,
                BOTH,
                "aucDifference",
                difference,
                "clustered",
                comparison.differenceClustered());
        interval(
                set,
                BOTH,
                "aucDifference",
                difference,
                "bootstrap",
                comparison.differenceBootstrap());
        test(set, "delong", comparison.delong());
        test(set, "clustered", comparison.clustered());
        value(set, BOTH, "delong.pHolm", comparison.holmDelong());
        value(set, BOTH, "clustered.pHolm", comparison.holmClustered());
        value(set, BOTH, "designEffect", comparison.designEffect());
        value(set, BOTH, "mcnemar.b", Figure.of(comparison.mcnemar().b()));
        value(set, BOTH, "mcnemar.c", Figure.of(comparison.mcnemar().c()));
        value(set, BOTH, "mcnemar.p", Figure.of(comparison.mcnemar().p()));
    }

    private void pooled(String set, PooledComparison pooled) {
        pooled.aucs()
                .forEach(
                        (method, auc) ->
                                interval(
                                        set,
                                        method.word(),
                                        "auc",
                                        auc.map(AucEstimate::auc),
                                        "patients",
                                        auc.flatMap(known -> known.interval(CONFIDENCE))));
        interval(
                set,
                BOTH,
                "aucDifference",
                pooled.difference().map(AucComparison::difference),
                "patients",
                pooled.difference().flatMap(known -> known.interval(CONFIDENCE)));
        test(set, "patients", pooled.difference().flatMap(AucComparison::test));
    }

    private void rule(AppliedRule rule, double prevalence) {
        String set = "rule=" + FurtherJson.ruleWord(rule.rule());
        String method = rule.method().word();
        value(set, method, "threshold", rule.chosen().map(OperatingPoint::threshold));
        rule.counts().value().ifPresent(known -> calls(set, method, known));
        interval(
                set,
                method,
                "ppv",
                rule.predictive().flatMap(PredictiveValues::ppv),
                "logit",
                rule.counts()
                        .flatMap(c -> PredictiveValues.ppvInterval(c, prevalence, CONFIDENCE)));
        interval(
                set,
                method,
                "npv",
                rule.predictive().flatMap(PredictiveValues::npv),
                "logit",
                rule.counts()
                        .flatMap(c -> PredictiveValues.npvInterval(c, prevalence, CONFIDENCE)));
    }

    private void calls(String set, String method, ConfusionCounts counts) {
        value(set, method, "tp", Figure.of(counts.tp()));
        value(set, method, "fn", Figure.of(counts.fn()));
        value(set, method, "tn", Figure.of(counts.tn()));
        value(set, method, "fp", Figure.of(counts.fp()));
    }

    private void proportion(String set, String method, String name, Proportion proportion) {
        interval(set, method, name, proportion.value(), "wilson", proportion.wilson());
        interval(set, method, name, proportion.value(), "bootstrap", proportion.bootstrap());
    }

    private void test(String set, String test, Figure<ZTest> result) {
        value(set, BOTH, test + ".z", result.map(ZTest::z));
        value(set, BOTH, test + ".p", result.map(ZTest::p));
    }

    private void interval(
            String set,
            String method,
            String name,
            Figure<Double> value,
            String intervalName,
            Figure<Interval> interval) {
        rows.add(new Row(set, method, name, value, intervalName, Optional.of(interval)));
    }

    private void value(String set, String method, String name, Figure<? extends Number> value) {
        rows.add(new Row(set, method, name, value, "", Optional.empty()));
    }
}
