package io.podagra.eval.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.podagra.eval.Comparison;
import io.podagra.eval.Method;
import io.podagra.eval.MethodMetrics;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.Subgroup;
import io.podagra.eval.statistics.Calibration;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.LogisticRecalibration;
import io.podagra.eval.statistics.Reason;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code metrics.json}, schema {@value #SCHEMA}, as {@code metrics.schema.json} describes
 * it. An undefined figure is null, and the key with {@code Reason} after it says why. Keys that end
 * in 95 hold intervals of {@link Interval#CONFIDENCE}.
 */
final class MetricsJson {
    static final String SCHEMA = "podagra.metrics/1";

    private final JsonGenerator json;
    private final FigureWriter figures;

    private MetricsJson(JsonGenerator json) {
        this.json = json;
        this.figures = new FigureWriter(json);
    }

    static void write(Writer writer, StudyMetrics metrics, boolean synthetic, List<String> notices)
            throws IOException {
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try (JsonGenerator json = new JsonFactory().createGenerator(writer)) {
            json.setPrettyPrinter(printer);
            new MetricsJson(json).study(metrics, synthetic, notices);
        }
    }

    private void study(StudyMetrics metrics, boolean synthetic, List<String> notices)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeBooleanField("synthetic", synthetic);
        texts("notices", notices);
        texts("methods", metrics.methods().stream().map(Method::word).toList());
        figures.object("operatingPoints", () -> operatingPoints(metrics));
        json.writeNumberField("equivalenceMargin", metrics.settings().equivalenceMargin());
        json.writeNumberField("prevalence", metrics.prevalence());
        figures.object(
                "bootstrap",
                () -> {
                    json.writeNumberField("redraws", metrics.settings().bootstrapRedraws());
                    json.writeNumberField("seed", metrics.settings().seed());
                });
        figures.object(
                "sets",
                () -> {
                    for (Map.Entry<String, SetMetrics> set : metrics.sets().entrySet()) {
                        figures.object(set.getKey(), () -> set(set.getValue()));
                    }
                });
        FurtherJson further = new FurtherJson(json);
        figures.object("poolings", () -> further.poolings(metrics));
        figures.object("patientLevel", () -> further.patients(metrics));
        further.rules(metrics);
        figures.object("decisionCurves", () -> further.decisionCurves(metrics));
        figures.object("subgroups", () -> subgroups(metrics));
        further.learningCurve(metrics);
        json.writeEndObject();
    }

    private void texts(String key, List<String> texts) throws IOException {
        json.writeArrayFieldStart(key);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void operatingPoints(StudyMetrics metrics) throws IOException {
        json.writeStringField("origin", metrics.operatingPoints().origin());
        for (Method method : metrics.methods()) {
            json.writeNumberField(
                    method.word(), metrics.operatingPoints().threshold(method).orElseThrow());
        }
    }

    private void set(SetMetrics set) throws IOException {
        json.writeNumberField("images", set.images());
        json.writeNumberField("patients", set.patients());
        json.writeNumberField("positives", set.positives());
        figures.object(
                "methods",
                () -> {
                    for (Map.Entry<Method, MethodMetrics> method : set.methods().entrySet()) {
                        figures.object(method.getKey().word(), () -> method(method.getValue()));
                    }
                });
        if (set.comparison().isPresent()) {
            figures.object("comparison", () -> comparison(set.comparison().get()));
        } else {
            figures.absent("comparison", "only one method was scored");
        }
    }

    private void method(MethodMetrics method) throws IOException {
        figures.number("auc", method.auc());
        figures.interval("aucDelong95", method.aucDelong());
        figures.interval("aucClustered95", method.aucClustered());
        figures.interval("aucBootstrap95", method.aucBootstrap());
        figures.interval("aucBca95", method.aucBca());
        json.writeNumberField("threshold", method.threshold());
        figures.counts(method.counts());
        figures.proportion("accuracy", method.accuracy());
        figures.proportion("sensitivity", method.sensitivity());
        figures.proportion("specificity", method.specificity());
        figures.number("brier", method.calibration().map(Calibration::brier));
        figures.number("ece", method.calibration().map(Calibration::ece));
        figures.number(
                "calibrationSlope", method.recalibration().map(LogisticRecalibration::slope));
        figures.number(
                "calibrationIntercept",
                method.recalibration().map(LogisticRecalibration::intercept));
        figures.number("prAuc", method.averagePrecision());
    }

    private void comparison(Comparison comparison) throws IOException {
        figures.test("delong", comparison.delong());
        figures.object(
                "clustered",
                () -> {
                    figures.number("z", comparison.clustered().map(test -> test.z()));
                    figures.number("p", comparison.clustered().map(test -> test.p()));
                    figures.number("designEffect", comparison.designEffect());
                });
        figures.object(
                "mcnemar",
                () -> {
                    json.writeNumberField("b", comparison.mcnemar().b());
                    json.writeNumberField("c", comparison.mcnemar().c());
                    json.writeNumberField("p", comparison.mcnemar().p());
                });
        figures.object(
                "aucDifference",
                () -> {
                    figures.number("value", comparison.aucDifference());
                    figures.interval("ci95", comparison.differenceClustered());
                });
        figures.number("pHolm", comparison.holmDelong());
        figures.number("pHolmClustered", comparison.holmClustered());
        figures.word("verdict", comparison.verdict().map(FurtherJson::word));
    }

    private void subgroups(StudyMetrics metrics) throws IOException {
        for (Map.Entry<String, Figure<List<Subgroup>>> column : metrics.subgroups().entrySet()) {
            if (!column.getValue().isKnown()) {
                figures.absent(column.getKey(), column.getValue().reason().orElseThrow());
                continue;
            }
            json.writeArrayFieldStart(column.getKey());
            for (Subgroup group : column.getValue().orElseThrow()) {
                json.writeStartObject();
                json.writeStringField("value", group.value());
                texts("small", group.small().stream().map(Reason::text).toList());
                set(group.metrics());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }
}
