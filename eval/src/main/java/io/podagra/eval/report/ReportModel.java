package io.podagra.eval.report;

import io.podagra.eval.Comparison;
import io.podagra.eval.EvaluationSettings;
import io.podagra.eval.Method;
import io.podagra.eval.MethodMetrics;
import io.podagra.eval.Proportion;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.Calibration;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.ZTest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Puts the figures into words for the template: maps, lists and strings, so that the template
 * decides nothing but the place of things. An undefined figure becomes a cell with a reason.
 */
final class ReportModel {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final StudyMetrics metrics;
    private final Map<String, String> charts;

    /**
     * @param charts the drawings by file name
     */
    ReportModel(StudyMetrics metrics, Map<String, String> charts) {
        this.metrics = metrics;
        this.charts = charts;
    }

    Map<String, Object> build(ScoreTable test, ReportContext context, boolean synthetic) {
        Answer answer = Answer.of(metrics);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", context.title());
        model.put("time", context.timestamp().<String>map(ReportModel::time).orElse(""));
        model.put("notice", synthetic ? SyntheticNotice.TEXT : "");
        model.put("notices", context.notices());
        model.put("headline", answer.headline());
        model.put("answer", String.join(" ", answer.sentences()));
        model.put("confidence", Format.confidence(Interval.CONFIDENCE));
        model.put("margin", Format.exact(metrics.settings().equivalenceMargin()));
        model.put("redraws", Format.count(metrics.settings().bootstrapRedraws()));
        model.put("bins", Format.count(metrics.settings().eceBins()));
        model.put("operatingPoints", metrics.operatingPoints().origin());
        model.put("compared", metrics.all().comparison().isPresent());
        model.put("severalViews", test.views().size() > 1);
        model.put("cautions", Cautions.of(metrics, test, context));
        model.put("facts", facts(context));
        List<Map<String, Object>> sets = new ArrayList<>();
        metrics.sets().forEach((name, set) -> sets.add(set(name, set)));
        model.put("sets", sets);
        return model;
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private Map<String, String> facts(ReportContext context) {
        EvaluationSettings settings = metrics.settings();
        Map<String, String> facts = new LinkedHashMap<>(context.facts());
        facts.putIfAbsent("Confidence of intervals", Format.confidence(Interval.CONFIDENCE) + " %");
        facts.putIfAbsent("Bootstrap redraws", Format.count(settings.bootstrapRedraws()));
        facts.putIfAbsent("Bootstrap seed", Long.toString(settings.seed()));
        facts.putIfAbsent("Equivalence margin", Format.exact(settings.equivalenceMargin()));
        facts.putIfAbsent("Calibration bins", Format.count(settings.eceBins()));
        return facts;
    }

    private Map<String, Object> set(String name, SetMetrics set) {
        Map<String, Object> model = new LinkedHashMap<>();
        String title = RocChart.setName(name);
        model.put("id", name);
        model.put("name", title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1));
        model.put("images", Format.count(set.images()));
        model.put("patients", Format.count(set.patients()));
        model.put("positives", Format.count(set.positives()));
        model.put("negatives", Format.count(set.negatives()));
        List<Map<String, Object>> rows = new ArrayList<>();
        set.methods().forEach((method, figures) -> rows.add(row(method, figures)));
        model.put("rows", rows);
        set.comparison().ifPresent(comparison -> model.put("comparison", comparison(comparison)));
        model.put("roc", charts.get(EvaluationReport.rocFile(name)));
        model.put("calibration", charts.get(EvaluationReport.calibrationFile(name)));
        return model;
    }

    private Map<String, Object> row(Method method, MethodMetrics figures) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("method", method.word());
        row.put("auc", cell(figures.auc(), Format::number));
        row.put("aucDelong", cell(figures.aucDelong(), Format::interval));
        row.put("aucClustered", cell(figures.aucClustered(), Format::interval));
        row.put("aucBootstrap", cell(figures.aucBootstrap(), Format::interval));
        row.put("accuracy", proportion(figures.accuracy()));
        row.put("sensitivity", proportion(figures.sensitivity()));
        row.put("specificity", proportion(figures.specificity()));
        row.put("threshold", Format.number(figures.threshold()));
        row.put("tp", Format.count(figures.counts().tp()));
        row.put("fn", Format.count(figures.counts().fn()));
        row.put("tn", Format.count(figures.counts().tn()));
        row.put("fp", Format.count(figures.counts().fp()));
        row.put("brier", cell(figures.calibration().map(Calibration::brier), Format::number));
        row.put("ece", cell(figures.calibration().map(Calibration::ece), Format::number));
        row.put("averagePrecision", cell(figures.averagePrecision(), Format::number));
        row.put("bins", figures.calibration().fold(this::bins, why -> List.of()));
        return row;
    }

    private static Map<String, Object> proportion(Proportion proportion) {
        return Map.of(
                "value", cell(proportion.value(), Format::percent),
                "wilson", cell(proportion.wilson(), Format::percentInterval),
                "bootstrap", cell(proportion.bootstrap(), Format::percentInterval));
    }

    private List<Map<String, String>> bins(Calibration calibration) {
        double confidence = Interval.CONFIDENCE;
        return calibration.bins().stream()
                .map(
                        bin ->
                                Map.of(
                                        "scores",
                                        Format.interval(new Interval(bin.lowest(), bin.highest())),
                                        "images",
                                        Format.count(bin.images()),
                                        "abnormal",
                                        Format.count(bin.abnormal()),
                                        "mean",
                                        Format.number(bin.meanScore()),
                                        "observed",
                                        Format.number(bin.observed()),
                                        "interval",
                                        Format.interval(bin.observedInterval(confidence))))
                .toList();
    }

    private static Map<String, Object> comparison(Comparison comparison) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("difference", cell(comparison.aucDifference(), Format::signed));
        model.put("clusteredInterval", signed(comparison.differenceClustered()));
        model.put("delongInterval", signed(comparison.differenceDelong()));
        model.put("bootstrapInterval", signed(comparison.differenceBootstrap()));
        model.put("delongZ", cell(comparison.delong().map(ZTest::z), Format::ratio));
        model.put("delongP", cell(comparison.delong().map(ZTest::p), Format::p));
        model.put("delongHolm", cell(comparison.holmDelong(), Format::p));
        model.put("clusteredZ", cell(comparison.clustered().map(ZTest::z), Format::ratio));
        model.put("clusteredP", cell(comparison.clustered().map(ZTest::p), Format::p));
        model.put("clusteredHolm", cell(comparison.holmClustered(), Format::p));
        model.put("designEffect", cell(comparison.designEffect(), Format::ratio));
        model.put("b", Format.count(comparison.mcnemar().b()));
        model.put("c", Format.count(comparison.mcnemar().c()));
        model.put("mcnemarP", Format.p(comparison.mcnemar().p()));
        model.put("reading", Answer.reading(comparison));
        return model;
    }

    private static Map<String, String> signed(Figure<Interval> interval) {
        return cell(interval, Format::signedInterval);
    }

    /** The text of a figure, or the reason why there is none. */
    private static <T> Map<String, String> cell(
            Figure<T> figure, Function<? super T, String> format) {
        return figure.fold(
                known -> Map.of("text", format.apply(known)), why -> Map.of("why", why.text()));
    }
}
