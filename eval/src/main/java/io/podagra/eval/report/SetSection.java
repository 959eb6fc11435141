package io.podagra.eval.report;

import io.podagra.eval.Comparison;
import io.podagra.eval.Method;
import io.podagra.eval.MethodMetrics;
import io.podagra.eval.Proportion;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.statistics.Calibration;
import io.podagra.eval.statistics.ConfusionCounts;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.LogisticRecalibration;
import io.podagra.eval.statistics.ZTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of one set of images as cells: all of them, a view's or a subgroup's. */
final class SetSection {
    private final Messages messages;
    private final Words words;

    SetSection(Messages messages) {
        this.messages = messages;
        this.words = new Words(messages);
    }

    /**
     * @param name as a reader sees it
     */
    Map<String, Object> model(String name, SetMetrics set) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", name);
        model.put("images", messages.counted("images", set.images()));
        model.put("patients", messages.counted("patients", set.patients()));
        model.put("positives", messages.text("count.abnormal", Format.count(set.positives())));
        model.put("negatives", messages.text("count.normal", Format.count(set.negatives())));
        List<Map<String, Object>> rows = new ArrayList<>();
        set.methods().forEach((method, figures) -> rows.add(row(method, figures)));
        model.put("rows", rows);
        set.comparison().ifPresent(comparison -> model.put("comparison", comparison(comparison)));
        return model;
    }

    private Map<String, Object> row(Method method, MethodMetrics figures) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("method", words.method(method));
        row.put("auc", words.number(figures.auc()));
        row.put("aucDelong", words.interval(figures.aucDelong()));
        row.put("aucClustered", words.interval(figures.aucClustered()));
        row.put("aucBootstrap", words.interval(figures.aucBootstrap()));
        row.put("aucBca", words.interval(figures.aucBca()));
        row.put("accuracy", proportion(figures.accuracy()));
        row.put("sensitivity", proportion(figures.sensitivity()));
        row.put("specificity", proportion(figures.specificity()));
        row.put("threshold", Format.number(figures.threshold()));
        row.putAll(counts(figures.counts()));
        row.put("brier", words.number(figures.calibration().map(Calibration::brier)));
        row.put("ece", words.number(figures.calibration().map(Calibration::ece)));
        row.put(
                "slope",
                words.cell(
                        figures.recalibration().map(LogisticRecalibration::slope), Format::ratio));
        row.put(
                "intercept",
                words.cell(
                        figures.recalibration().map(LogisticRecalibration::intercept),
                        Format::ratio));
        row.put("averagePrecision", words.number(figures.averagePrecision()));
        row.put("bins", figures.calibration().fold(SetSection::bins, why -> List.of()));
        return row;
    }

    /** The four counts of calls, by {@code tp}, {@code fn}, {@code tn} and {@code fp}. */
    static Map<String, String> counts(ConfusionCounts counts) {
        return Map.of(
                "tp", Format.count(counts.tp()),
                "fn", Format.count(counts.fn()),
                "tn", Format.count(counts.tn()),
                "fp", Format.count(counts.fp()));
    }

    private Map<String, Object> proportion(Proportion proportion) {
        return Map.of(
                "value", words.percent(proportion.value()),
                "wilson", words.percentInterval(proportion.wilson()),
                "bootstrap", words.percentInterval(proportion.bootstrap()));
    }

    private static List<Map<String, String>> bins(Calibration calibration) {
        return calibration.bins().stream().map(SetSection::bin).toList();
    }

    private static Map<String, String> bin(Calibration.Bin bin) {
        return Map.of(
                "scores", Format.interval(new Interval(bin.lowest(), bin.highest())),
                "images", Format.count(bin.images()),
                "abnormal", Format.count(bin.abnormal()),
                "mean", Format.number(bin.meanScore()),
                "observed", Format.number(bin.observed()),
                "interval", Format.interval(bin.observedInterval(Interval.CONFIDENCE)));
    }

    private Map<String, Object> comparison(Comparison comparison) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("difference", words.cell(comparison.aucDifference(), Format::signed));
        model.put("clusteredInterval", words.signedInterval(comparison.differenceClustered()));
        model.put("delongInterval", words.signedInterval(comparison.differenceDelong()));
        model.put("bootstrapInterval", words.signedInterval(comparison.differenceBootstrap()));
        model.put("delongZ", words.cell(comparison.delong().map(ZTest::z), Format::ratio));
        model.put("delongP", words.cell(comparison.delong().map(ZTest::p), Format::p));
        model.put("delongHolm", words.cell(comparison.holmDelong(), Format::p));
        model.put("clusteredZ", words.cell(comparison.clustered().map(ZTest::z), Format::ratio));
        model.put("clusteredP", words.cell(comparison.clustered().map(ZTest::p), Format::p));
        model.put("clusteredHolm", words.cell(comparison.holmClustered(), Format::p));
        model.put("designEffect", words.cell(comparison.designEffect(), Format::ratio));
        model.put("b", Format.count(comparison.mcnemar().b()));
        model.put("c", Format.count(comparison.mcnemar().c()));
        model.put("mcnemarP", Format.p(comparison.mcnemar().p()));
        model.put("reading", words.verdict(comparison.verdict()));
        return model;
    }
}
