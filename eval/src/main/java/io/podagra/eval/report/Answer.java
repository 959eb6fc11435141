package io.podagra.eval.report;

import io.podagra.eval.Comparison;
import io.podagra.eval.Method;
import io.podagra.eval.MethodMetrics;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says in plain words what the comparison shows. The interval of the difference decides, never a
 * p-value: the paper reads P = 0.62 as no need for a model per view, which no test can show.
 *
 * @param headline the answer in one sentence
 * @param sentences what it rests on
 */
record Answer(String headline, List<String> sentences) {
    Answer {
        sentences = List.copyOf(sentences);
    }

    static Answer of(StudyMetrics metrics) {
        return metrics.all()
                .comparison()
                .map(comparison -> ofTwo(metrics, comparison))
                .orElseGet(() -> ofOne(metrics));
    }

    /** What the interval of one set shows, in a word or two. */
    static String reading(Comparison comparison) {
        return comparison
                .verdict()
                .fold(
                        verdict ->
                                switch (verdict) {
                                    case SINGLE_BETTER -> "single better";
                                    case MULTIPLE_BETTER -> "multiple better";
                                    case EQUIVALENT -> "equivalent";
                                    case INCONCLUSIVE -> "inconclusive";
                                },
                        why -> "not defined");
    }

    private static Answer ofOne(StudyMetrics metrics) {
        Method method = metrics.methods().get(0);
        MethodMetrics figures = metrics.all().methods().get(method);
        String headline =
                figures.auc()
                        .fold(
                                auc ->
                                        "The %s model reaches an AUC of %s."
                                                .formatted(method.word(), Format.number(auc)),
                                why ->
                                        "The %s model has no AUC: %s."
                                                .formatted(method.word(), why));
        String interval =
                figures.aucClustered()
                        .fold(
                                known ->
                                        "Its %s %% interval is %s, with patients as the independent units."
                                                .formatted(confidence(), Format.interval(known)),
                                why -> "It has no interval: %s.".formatted(why));
        return new Answer(
                headline,
                List.of(
                        "It was measured on %s.".formatted(images(metrics.all())),
                        interval,
                        "Only this method was scored, so there is nothing to compare it with."));
    }

    private static Answer ofTwo(StudyMetrics metrics, Comparison comparison) {
        List<String> sentences = new ArrayList<>();
        sentences.add(measured(metrics.all()));
        comparison
                .differenceClustered()
                .value()
                .ifPresent(
                        interval ->
                                sentences.add(
                                        "The difference, single less multiple, is %s (%s %% interval %s, with patients as the independent units)."
                                                .formatted(
                                                        Format.signed(
                                                                comparison
                                                                        .aucDifference()
                                                                        .orElseThrow()),
                                                        confidence(),
                                                        Format.signedInterval(interval))));
        sentences.add(explanation(metrics, comparison));
        Cautions.small(metrics.all())
                .ifPresent(
                        reasons ->
                                sentences.add(
                                        "The test set is small (%s): take this as a hint, not as a finding."
                                                .formatted(reasons)));
        byView(metrics, sentences);
        return new Answer(headline(comparison), sentences);
    }

    private static String headline(Comparison comparison) {
        return comparison
                .verdict()
                .fold(
                        verdict ->
                                switch (verdict) {
                                    case SINGLE_BETTER -> "The single model is better.";
                                    case MULTIPLE_BETTER -> "The multiple model is better.";
                                    case EQUIVALENT ->
                                            "The two methods are equivalent within the declared"
                                                    + " margin.";
                                    case INCONCLUSIVE ->
                                            "Inconclusive: no difference is shown, and equivalence"
                                                    + " is not shown either.";
                                },
                        why -> "These images cannot compare the two methods.");
    }

    private static String explanation(StudyMetrics metrics, Comparison comparison) {
        double margin = metrics.settings().equivalenceMargin();
        return comparison
                .verdict()
                .fold(
                        verdict ->
                                switch (verdict) {
                                    case SINGLE_BETTER, MULTIPLE_BETTER ->
                                            better(
                                                    comparison.differenceClustered().orElseThrow(),
                                                    margin);
                                    case EQUIVALENT ->
                                            "The whole interval lies within the declared margin of \u00b1%s."
                                                    .formatted(Format.exact(margin));
                                    case INCONCLUSIVE ->
                                            "The interval includes zero and reaches beyond the declared margin of \u00b1%s. That is no evidence that the methods are equally good; more patients would narrow it."
                                                    .formatted(Format.exact(margin));
                                },
                        why -> "The reason: %s.".formatted(why));
    }

    private static String better(Interval interval, double margin) {
        double most = Math.max(Math.abs(interval.low()), Math.abs(interval.high()));
        double least = Math.min(Math.abs(interval.low()), Math.abs(interval.high()));
        String start = "The whole interval lies on one side of zero";
        if (most < margin) {
            return "%s, but the difference is smaller than the declared margin of %s."
                    .formatted(start, Format.exact(margin));
        }
        return least > margin
                ? "%s and beyond the declared margin of %s.".formatted(start, Format.exact(margin))
                : "%s; whether the difference exceeds the declared margin of %s stays open."
                        .formatted(start, Format.exact(margin));
    }

    private static void byView(StudyMetrics metrics, List<String> sentences) {
        List<String> readings =
                metrics.sets().entrySet().stream()
                        .filter(set -> !set.getKey().equals(StudyMetrics.ALL))
                        .map(Answer::reading)
                        .toList();
        if (readings.size() > 1) {
            sentences.add(
                    "The same reading view by view: %s.".formatted(String.join(", ", readings)));
        }
    }

    private static String reading(Map.Entry<String, SetMetrics> set) {
        return set.getKey() + " " + reading(set.getValue().comparison().orElseThrow());
    }

    private static String measured(SetMetrics all) {
        String aucs =
                all.methods().entrySet().stream()
                        .map(
                                entry ->
                                        entry.getValue()
                                                .auc()
                                                .fold(
                                                        auc ->
                                                                "the %s model reaches an AUC of %s"
                                                                        .formatted(
                                                                                entry.getKey()
                                                                                        .word(),
                                                                                Format.number(auc)),
                                                        why ->
                                                                "the %s model has no AUC (%s)"
                                                                        .formatted(
                                                                                entry.getKey()
                                                                                        .word(),
                                                                                why)))
                        .collect(Collectors.joining(" and "));
        return "On %s, %s.".formatted(images(all), aucs);
    }

    private static String images(SetMetrics set) {
        return "%s of %s (%s abnormal, %s normal)"
                .formatted(
                        Format.counted(set.images(), "test image"),
                        Format.counted(set.patients(), "patient"),
                        Format.count(set.positives()),
                        Format.count(set.negatives()));
    }

    private static String confidence() {
        return Format.confidence(Interval.CONFIDENCE);
    }
}
