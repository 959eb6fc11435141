package io.podagra.eval.report;

import io.podagra.eval.Comparison;
import io.podagra.eval.Method;
import io.podagra.eval.MethodMetrics;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.Verdict;
import io.podagra.eval.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts an {@link Answer} into the words of one language. */
final class AnswerWriter {
    private final StudyMetrics metrics;
    private final Messages messages;
    private final Words words;

    AnswerWriter(StudyMetrics metrics, Messages messages) {
        this.metrics = metrics;
        this.messages = messages;
        this.words = new Words(messages);
    }

    Answer ofOne(Method method) {
        MethodMetrics figures = metrics.all().methods().get(method);
        List<String> sentences = new ArrayList<>();
        sentences.add(messages.text("answer.measured", images()));
        sentences.add(
                figures.aucClustered()
                        .fold(
                                known ->
                                        messages.text(
                                                "answer.interval",
                                                confidence(),
                                                Format.interval(known)),
                                why -> messages.text("answer.noInterval", messages.reason(why))));
        sentences.add(messages.text("answer.nothingToCompare"));
        addSmall(sentences);
        return new Answer(
                messages.text("answer.one", Words.capital(reaches(method, figures))), sentences);
    }

    Answer ofTwo(Comparison comparison) {
        List<String> sentences = new ArrayList<>();
        sentences.add(measured());
        sentences.add(explanation(comparison));
        addSmall(sentences);
        byView(sentences);
        return new Answer(headline(comparison), sentences);
    }

    private String headline(Comparison comparison) {
        return comparison
                .verdict()
                .fold(
                        verdict ->
                                messages.text(
                                        "answer.headline." + Words.key(verdict),
                                        Format.signed(comparison.aucDifference().orElseThrow()),
                                        confidence(),
                                        words.signed(
                                                comparison.differenceClustered().orElseThrow()),
                                        margin()),
                        why -> messages.text("answer.headline.undefined"));
    }

    private String explanation(Comparison comparison) {
        return comparison
                .verdict()
                .fold(
                        verdict -> explanation(verdict, comparison),
                        why -> messages.text("answer.reason", messages.reason(why)));
    }

    private String explanation(Verdict verdict, Comparison comparison) {
        return switch (verdict) {
            case SINGLE_BETTER, MULTIPLE_BETTER ->
                    better(comparison.differenceClustered().orElseThrow());
            case EQUIVALENT -> equivalent(comparison.differenceClustered().orElseThrow());
            case INCONCLUSIVE -> messages.text("answer.explanation.inconclusive", margin());
        };
    }

    /** An interval within the margin may exclude zero: one method is then higher, by little. */
    private String equivalent(Interval interval) {
        if (interval.low() <= 0 && interval.high() >= 0) {
            return messages.text("answer.explanation.equivalent", margin());
        }
        Method higher = interval.low() > 0 ? Method.SINGLE : Method.MULTIPLE;
        return messages.text("answer.explanation.apart", messages.method(higher), margin());
    }

    private String better(Interval interval) {
        double margin = metrics.settings().equivalenceMargin();
        double least = Math.min(Math.abs(interval.low()), Math.abs(interval.high()));
        return messages.text(
                least > margin ? "answer.explanation.beyond" : "answer.explanation.open", margin());
    }

    private void addSmall(List<String> sentences) {
        Cautions.small(metrics.all(), messages)
                .ifPresent(reasons -> sentences.add(messages.text("answer.small", reasons)));
    }

    private void byView(List<String> sentences) {
        List<String> readings =
                metrics.sets().entrySet().stream()
                        .filter(set -> !set.getKey().equals(StudyMetrics.ALL))
                        .map(this::reading)
                        .toList();
        if (readings.size() > 1) {
            sentences.add(messages.text("answer.byView", messages.commas(readings)));
        }
    }

    private String reading(Map.Entry<String, SetMetrics> set) {
        return messages.text(
                "answer.reading",
                messages.set(set.getKey()),
                words.verdict(set.getValue().comparison().orElseThrow().verdict()));
    }

    private String measured() {
        Map<Method, MethodMetrics> methods = metrics.all().methods();
        return messages.text(
                "answer.two",
                images(),
                reaches(Method.SINGLE, methods.get(Method.SINGLE)),
                reaches(Method.MULTIPLE, methods.get(Method.MULTIPLE)));
    }

    private String reaches(Method method, MethodMetrics figures) {
        return figures.auc()
                .fold(
                        auc ->
                                messages.text(
                                        "answer.reaches",
                                        messages.method(method),
                                        Format.number(auc)),
                        why ->
                                messages.text(
                                        "answer.noAuc",
                                        messages.method(method),
                                        messages.reason(why)));
    }

    private String images() {
        SetMetrics all = metrics.all();
        return messages.text(
                "answer.images",
                messages.counted("testImages", all.images()),
                messages.counted("patients", all.patients()),
                Format.count(all.positives()),
                Format.count(all.negatives()));
    }

    private String margin() {
        return Format.exact(metrics.settings().equivalenceMargin());
    }

    private static String confidence() {
        return Format.confidence(Interval.CONFIDENCE);
    }
}
