package io.podagra.eval.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.podagra.eval.AppliedRule;
import io.podagra.eval.LearningCurve;
import io.podagra.eval.Method;
import io.podagra.eval.PatientCalls;
import io.podagra.eval.PooledComparison;
import io.podagra.eval.Pooling;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.AucComparison;
import io.podagra.eval.statistics.AucEstimate;
import io.podagra.eval.statistics.ConfusionCounts;
import io.podagra.eval.statistics.DecisionCurve;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.OperatingPoint;
import io.podagra.eval.statistics.OperatingRule;
import io.podagra.eval.statistics.PredictiveValues;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** The part of {@code metrics.json} that is not about one set of images. */
final class FurtherJson {
    private static final double CONFIDENCE = Interval.CONFIDENCE;

    private final JsonGenerator json;
    private final FigureWriter figures;

    FurtherJson(JsonGenerator json) {
        this.json = json;
        this.figures = new FigureWriter(json);
    }

    void poolings(StudyMetrics metrics) throws IOException {
        for (Map.Entry<Pooling, PooledComparison> pooling : metrics.poolings().entrySet()) {
            figures.object(pooling.getKey().key(), () -> pooling(pooling.getValue()));
        }
    }

    private void pooling(PooledComparison pooled) throws IOException {
        figures.object(
                "methods",
                () -> {
                    for (Method method : pooled.aucs().keySet()) {
                        figures.object(method.word(), () -> auc(pooled.aucs().get(method)));
                    }
                });
        figures.object(
                "aucDifference",
                () -> {
                    figures.number("value", pooled.difference().map(AucComparison::difference));
                    figures.interval(
                            "ci95", pooled.difference().flatMap(d -> d.interval(CONFIDENCE)));
                });
        figures.test("test", pooled.difference().flatMap(AucComparison::test));
        figures.word("verdict", pooled.verdict().map(FurtherJson::word));
    }

    private void auc(Figure<AucEstimate> estimate) throws IOException {
        figures.number("auc", estimate.map(AucEstimate::auc));
        figures.interval("auc95", estimate.flatMap(e -> e.interval(CONFIDENCE)));
    }

    void patients(StudyMetrics metrics) throws IOException {
        for (Map.Entry<Method, PatientCalls> entry : metrics.patients().entrySet()) {
            PatientCalls calls = entry.getValue();
            figures.object(
                    entry.getKey().word(),
                    () -> {
                        json.writeNumberField("patients", calls.shares().size());
                        json.writeNumberField("abnormal", calls.shares().positives());
                        auc(calls.auc());
                        figures.number(
                                "shareThreshold", calls.chosen().map(OperatingPoint::threshold));
                        figures.counts(calls.counts());
                        figures.shares(calls.counts());
                    });
        }
    }

    void rules(StudyMetrics metrics) throws IOException {
        json.writeArrayFieldStart("operatingRules");
        for (AppliedRule applied : metrics.rules()) {
            json.writeStartObject();
            rule(applied.rule());
            json.writeStringField("method", applied.method().word());
            figures.number("threshold", applied.chosen().map(OperatingPoint::threshold));
            figures.counts(applied.counts());
            figures.shares(applied.counts());
            predictive(applied, metrics.prevalence());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void predictive(AppliedRule applied, double prevalence) throws IOException {
        Figure<ConfusionCounts> counts = applied.counts();
        figures.number("ppv", applied.predictive().flatMap(PredictiveValues::ppv));
        figures.interval(
                "ppv95",
                counts.flatMap(c -> PredictiveValues.ppvInterval(c, prevalence, CONFIDENCE)));
        figures.number("npv", applied.predictive().flatMap(PredictiveValues::npv));
        figures.interval(
                "npv95",
                counts.flatMap(c -> PredictiveValues.npvInterval(c, prevalence, CONFIDENCE)));
    }

    private void rule(OperatingRule rule) throws IOException {
        json.writeStringField("rule", ruleWord(rule));
        if (rule instanceof OperatingRule.FixedSensitivity fixed) {
            json.writeNumberField("least", fixed.least());
        } else if (rule instanceof OperatingRule.FixedSpecificity fixed) {
            json.writeNumberField("least", fixed.least());
        } else if (rule instanceof OperatingRule.CostRatio cost) {
            json.writeNumberField("falseNegativeCost", cost.falseNegativeCost());
        }
    }

    /** The rule's name in the files: {@code youden}, {@code fixedSensitivity} and so on. */
    static String ruleWord(OperatingRule rule) {
        String name = rule.getClass().getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    void decisionCurves(StudyMetrics metrics) throws IOException {
        for (var entry : metrics.decisionCurves().entrySet()) {
            String method = entry.getKey().word();
            Figure<DecisionCurve> curve = entry.getValue();
            if (!curve.isKnown()) {
                figures.absent(method, curve.reason().orElseThrow());
                continue;
            }
            json.writeArrayFieldStart(method);
            for (DecisionCurve.Point point : curve.orElseThrow().points()) {
                json.writeStartObject();
                json.writeNumberField("threshold", point.threshold());
                json.writeNumberField("netBenefit", point.netBenefit());
                json.writeNumberField("treatAll", point.treatAll());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    void learningCurve(StudyMetrics metrics) throws IOException {
        if (metrics.learningCurve().isEmpty()) {
            figures.absent(
                    "learningCurve", "no network was trained on a part of the training patients");
            return;
        }
        json.writeArrayFieldStart("learningCurve");
        for (LearningCurve.Point point : metrics.learningCurve().get().points()) {
            json.writeStartObject();
            json.writeStringField("kind", word(point.kind()));
            json.writeNumberField("fraction", point.fraction());
            json.writeStringField("method", point.method().word());
            json.writeNumberField("trainingImages", point.trainingImages());
            json.writeNumberField("trainingPatients", point.trainingPatients());
            figures.number("auc", point.auc());
            figures.interval("auc95", point.interval());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** An enum constant as in the files: {@code single-better}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
