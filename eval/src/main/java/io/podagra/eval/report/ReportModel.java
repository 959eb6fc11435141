package io.podagra.eval.report;

import freemarker.template.TemplateMethodModelEx;
import io.podagra.eval.EvaluationSettings;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.DecisionCurve;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the figures into words for the template: maps, lists and strings, so that the template
 * decides nothing but the place of things. An undefined figure becomes a cell with a reason. The
 * template's own words come through its method {@code t}.
 */
final class ReportModel {
    private final StudyMetrics metrics;
    private final Charts charts;
    private final Messages messages;

    ReportModel(StudyMetrics metrics, Charts charts, Messages messages) {
        this.metrics = metrics;
        this.charts = charts;
        this.messages = messages;
    }

    Map<String, Object> build(
            ScoreTable test, ReportContext context, Thumbnails thumbnails, boolean synthetic) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("t", (TemplateMethodModelEx) this::text);
        model.put("lang", messages.language().tag());
        model.put("english", messages.language() == Language.EN);
        RunSentences sentences = new RunSentences(messages);
        model.put("title", sentences.translated(context.title()));
        model.put("time", context.timestamp().map(this::time).orElse(""));
        model.put("notice", synthetic ? messages.text("synthetic") : "");
        model.put("synthetic", synthetic);
        model.put("notices", sentences.translated(context.notices()));
        putAnswer(model);
        putSettings(model);
        model.put("compared", metrics.all().comparison().isPresent());
        model.put("severalViews", test.views().size() > 1);
        model.put("cautions", Cautions.of(metrics, test, context, messages));
        model.put("facts", facts(context));
        model.put("environment", context.environment());
        putData(model, context);
        putMore(model, context);
        List<Map<String, Object>> errors =
                new ErrorSection(messages, thumbnails).methods(metrics, test);
        model.put("errors", errors);
        model.put("imagesNamed", errors.stream().anyMatch(method -> namesImages(method)));
        return model;
    }

    /** What {@code t("key", ...)} means in the template. */
    private Object text(List<?> arguments) {
        List<String> texts = arguments.stream().map(String::valueOf).toList();
        return messages.text(texts.get(0), texts.subList(1, texts.size()).toArray());
    }

    private String time(Instant instant) {
        return DateTimeFormatter.ofPattern(
                        messages.text("time.pattern"), messages.language().locale())
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }

    private void putAnswer(Map<String, Object> model) {
        Answer answer = Answer.of(metrics, messages);
        model.put("headline", answer.headline());
        model.put("answer", answer.sentences());
        model.put(
                "on",
                messages.text(
                        "answer.images",
                        messages.counted("testImages", metrics.all().images()),
                        messages.counted("patients", metrics.all().patients()),
                        Format.count(metrics.all().positives()),
                        Format.count(metrics.all().negatives())));
        model.put(
                "method",
                metrics.methods().size() == 1 ? messages.method(metrics.methods().get(0)) : "");
    }

    private void putSettings(Map<String, Object> model) {
        EvaluationSettings settings = metrics.settings();
        model.put("confidence", Format.confidence(Interval.CONFIDENCE));
        model.put("margin", Format.exact(settings.equivalenceMargin()));
        model.put("redraws", Format.count(settings.bootstrapRedraws()));
        model.put("bins", Format.count(settings.eceBins()));
        model.put(
                "operatingPoints",
                new RunSentences(messages).translated(metrics.operatingPoints().origin()));
        model.put("prevalence", Format.percent(metrics.prevalence()));
        model.put("prevalenceGiven", settings.operating().givenPrevalence().isPresent());
    }

    private void putData(Map<String, Object> model, ReportContext context) {
        model.put("flow", charts.files().getOrDefault(Charts.FLOW, ""));
        List<Map<String, String>> exclusions = new ArrayList<>();
        context.flow()
                .ifPresent(
                        flow ->
                                flow.exclusions()
                                        .forEach(
                                                left ->
                                                        exclusions.add(
                                                                Map.of(
                                                                        "reason",
                                                                        messages.textOr(
                                                                                "exclusion."
                                                                                        + left
                                                                                                .reason(),
                                                                                left.reason()),
                                                                        "images",
                                                                        Format.count(
                                                                                left.images())))));
        model.put("exclusions", exclusions);
        List<Map<String, Object>> sets = new ArrayList<>();
        metrics.sets()
                .forEach(
                        (name, set) -> {
                            Map<String, Object> section =
                                    new SetSection(messages)
                                            .model(new Words(messages).heading(name), set);
                            section.put("roc", chart(EvaluationReport.rocFile(name)));
                            section.put(
                                    "calibration", chart(EvaluationReport.calibrationFile(name)));
                            section.put("confusion", chart(Charts.confusionFile(name)));
                            sets.add(section);
                        });
        model.put("sets", sets);
    }

    private void putMore(Map<String, Object> model, ReportContext context) {
        PoolingSection poolings = new PoolingSection(messages);
        model.put("poolings", poolings.poolings(metrics));
        model.put("methodNames", metrics.methods().stream().map(messages::method).toList());
        metrics.learningCurve()
                .ifPresent(
                        curve -> {
                            model.put("learning", poolings.learningCurve(curve));
                            model.put("learningCurve", chart(Charts.LEARNING_CURVE));
                        });
        CallSection calls = new CallSection(messages);
        model.put("patientCalls", calls.patients(metrics));
        model.put("rules", calls.rules(metrics));
        model.put(
                "rulesChosen",
                metrics.rules().stream().anyMatch(applied -> applied.chosen().isKnown()));
        model.put(
                "sharesChosen",
                metrics.patients().values().stream()
                        .anyMatch(patients -> patients.chosen().isKnown()));
        model.put("decisionCurve", chart(Charts.DECISION_CURVE));
        model.put("noDecisionCurve", noDecisionCurve());
        SubgroupSection subgroups = new SubgroupSection(messages, charts.subgroups());
        model.put("subgroups", subgroups.columns(metrics));
        model.put("noSubgroups", subgroups.without(metrics));
        model.put("checklist", Checklist.items(messages, metrics, context));
    }

    /** Why there is no decision curve of any method, or an empty text. */
    private String noDecisionCurve() {
        List<Figure<DecisionCurve>> curves = List.copyOf(metrics.decisionCurves().values());
        return curves.stream().anyMatch(Figure::isKnown)
                ? ""
                : curves.get(0).fold(known -> "", messages::reason);
    }

    private String chart(String file) {
        return charts.files().get(file);
    }

    private static boolean namesImages(Map<String, Object> method) {
        return !List.of().equals(method.get("images"));
    }

    private Map<String, String> facts(ReportContext context) {
        EvaluationSettings settings = metrics.settings();
        Map<String, String> facts = new LinkedHashMap<>();
        context.facts()
                .forEach(
                        (name, value) ->
                                facts.put(
                                        messages.textOr("factname." + name.replace(' ', '_'), name),
                                        value));
        facts.putIfAbsent(
                messages.text("fact.confidence"), Format.confidence(Interval.CONFIDENCE) + " %");
        facts.putIfAbsent(messages.text("fact.redraws"), Format.count(settings.bootstrapRedraws()));
        facts.putIfAbsent(messages.text("fact.seed"), Long.toString(settings.seed()));
        facts.putIfAbsent(messages.text("fact.margin"), Format.exact(settings.equivalenceMargin()));
        facts.putIfAbsent(messages.text("fact.bins"), Format.count(settings.eceBins()));
        return facts;
    }
}
