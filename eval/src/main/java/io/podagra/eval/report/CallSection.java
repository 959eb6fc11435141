package io.podagra.eval.report;

import io.podagra.eval.AppliedRule;
import io.podagra.eval.Method;
import io.podagra.eval.PatientCalls;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.AucEstimate;
import io.podagra.eval.statistics.ConfusionCounts;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.OperatingPoint;
import io.podagra.eval.statistics.OperatingRule;
import io.podagra.eval.statistics.PredictiveValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls of patients, and the calls of images at operating points of several rules. */
final class CallSection {
    private static final double CONFIDENCE = Interval.CONFIDENCE;

    private final Messages messages;
    private final Words words;

    CallSection(Messages messages) {
        this.messages = messages;
        this.words = new Words(messages);
    }

    List<Map<String, Object>> patients(StudyMetrics metrics) {
        List<Map<String, Object>> patients = new ArrayList<>();
        metrics.patients().forEach((method, calls) -> patients.add(patients(method, calls)));
        return patients;
    }

    private Map<String, Object> patients(Method method, PatientCalls calls) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("method", words.method(method));
        model.put("patients", Format.count(calls.shares().size()));
        model.put("abnormal", Format.count(calls.shares().positives()));
        model.put("auc", words.number(calls.auc().map(AucEstimate::auc)));
        model.put("interval", words.interval(calls.auc().flatMap(a -> a.interval(CONFIDENCE))));
        model.put("threshold", words.number(calls.chosen().map(OperatingPoint::threshold)));
        calls.counts().value().ifPresent(counts -> model.put("counts", SetSection.counts(counts)));
        shares(calls.counts(), model);
        return model;
    }

    /** By rule, each with a row for each method. */
    List<Map<String, Object>> rules(StudyMetrics metrics) {
        Map<OperatingRule, List<Map<String, Object>>> byRule = new LinkedHashMap<>();
        for (AppliedRule applied : metrics.rules()) {
            byRule.computeIfAbsent(applied.rule(), rule -> new ArrayList<>())
                    .add(applied(applied, metrics.prevalence()));
        }
        List<Map<String, Object>> rules = new ArrayList<>();
        byRule.forEach((rule, rows) -> rules.add(Map.of("name", name(rule), "rows", rows)));
        return rules;
    }

    private Map<String, Object> applied(AppliedRule applied, double prevalence) {
        Figure<ConfusionCounts> counts = applied.counts();
        Figure<PredictiveValues> values = applied.predictive();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("method", words.method(applied.method()));
        model.put("threshold", words.number(applied.chosen().map(OperatingPoint::threshold)));
        shares(counts, model);
        model.put("ppv", words.percent(values.flatMap(PredictiveValues::ppv)));
        model.put(
                "ppvInterval",
                words.percentInterval(
                        counts.flatMap(
                                c -> PredictiveValues.ppvInterval(c, prevalence, CONFIDENCE))));
        model.put("npv", words.percent(values.flatMap(PredictiveValues::npv)));
        model.put(
                "npvInterval",
                words.percentInterval(
                        counts.flatMap(
                                c -> PredictiveValues.npvInterval(c, prevalence, CONFIDENCE))));
        return model;
    }

    private void shares(Figure<ConfusionCounts> counts, Map<String, Object> model) {
        model.put("sensitivity", words.percent(counts.flatMap(ConfusionCounts::sensitivity)));
        model.put(
                "sensitivityInterval",
                words.percentInterval(counts.flatMap(c -> c.sensitivityInterval(CONFIDENCE))));
        model.put("specificity", words.percent(counts.flatMap(ConfusionCounts::specificity)));
        model.put(
                "specificityInterval",
                words.percentInterval(counts.flatMap(c -> c.specificityInterval(CONFIDENCE))));
    }

    private String name(OperatingRule rule) {
        if (rule instanceof OperatingRule.FixedSensitivity fixed) {
            return messages.text("rule.fixedSensitivity", Format.share(fixed.least()));
        }
        if (rule instanceof OperatingRule.FixedSpecificity fixed) {
            return messages.text("rule.fixedSpecificity", Format.share(fixed.least()));
        }
        if (rule instanceof OperatingRule.CostRatio cost) {
            return messages.text("rule.costRatio", Format.exact(cost.falseNegativeCost()));
        }
        return messages.text("rule.youden");
    }
}
