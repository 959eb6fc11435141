package io.podagra.eval.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.podagra.eval.Comparison;
import io.podagra.eval.Method;
import io.podagra.eval.MethodMetrics;
import io.podagra.eval.Proportion;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.Calibration;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.ZTest;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code metrics.json}, schema {@value #SCHEMA}. An undefined figure is null, and the key
 * with {@code Reason} after it says why. Keys that end in 95 hold intervals of {@link
 * Interval#CONFIDENCE}.
 */
final class MetricsJson {
    static final String SCHEMA = "podagra.metrics/1";

    private final JsonGenerator json;

    private MetricsJson(JsonGenerator json) {
        this.json = json;
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
        json.writeArrayFieldStart("notices");
        for (String notice : notices) {
            json.writeString(notice);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("methods");
        for (Method method : metrics.methods()) {
            json.writeString(method.word());
        }
        json.writeEndArray();
        json.writeObjectFieldStart("operatingPoints");
        json.writeStringField("origin", metrics.operatingPoints().origin());
        for (Method method : metrics.methods()) {
            json.writeNumberField(
                    method.word(), metrics.operatingPoints().threshold(method).orElseThrow());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("sets");
        for (Map.Entry<String, SetMetrics> set : metrics.sets().entrySet()) {
            json.writeObjectFieldStart(set.getKey());
            set(set.getValue());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void set(SetMetrics set) throws IOException {
        json.writeNumberField("images", set.images());
        json.writeNumberField("patients", set.patients());
        json.writeNumberField("positives", set.positives());
        json.writeObjectFieldStart("methods");
        for (Map.Entry<Method, MethodMetrics> method : set.methods().entrySet()) {
            json.writeObjectFieldStart(method.getKey().word());
            method(method.getValue());
            json.writeEndObject();
        }
        json.writeEndObject();
        if (set.comparison().isPresent()) {
            json.writeObjectFieldStart("comparison");
            comparison(set.comparison().get());
            json.writeEndObject();
        } else {
            absent("comparison", "only one method was scored");
        }
    }

    private void method(MethodMetrics method) throws IOException {
        number("auc", method.auc());
        interval("aucDelong95", method.aucDelong());
        interval("aucClustered95", method.aucClustered());
        interval("aucBootstrap95", method.aucBootstrap());
        json.writeNumberField("threshold", method.threshold());
        json.writeNumberField("tp", method.counts().tp());
        json.writeNumberField("fn", method.counts().fn());
        json.writeNumberField("tn", method.counts().tn());
        json.writeNumberField("fp", method.counts().fp());
        proportion("accuracy", method.accuracy());
        proportion("sensitivity", method.sensitivity());
        proportion("specificity", method.specificity());
        number("brier", method.calibration().map(Calibration::brier));
        number("ece", method.calibration().map(Calibration::ece));
        number("prAuc", method.averagePrecision());
    }

    private void comparison(Comparison comparison) throws IOException {
        json.writeObjectFieldStart("delong");
        test(comparison.delong());
        json.writeEndObject();
        json.writeObjectFieldStart("clustered");
        test(comparison.clustered());
        number("designEffect", comparison.designEffect());
        json.writeEndObject();
        json.writeObjectFieldStart("mcnemar");
        json.writeNumberField("b", comparison.mcnemar().b());
        json.writeNumberField("c", comparison.mcnemar().c());
        json.writeNumberField("p", comparison.mcnemar().p());
        json.writeEndObject();
        json.writeObjectFieldStart("aucDifference");
        number("value", comparison.aucDifference());
        interval("ci95", comparison.differenceClustered());
        json.writeEndObject();
        number("pHolm", comparison.holmDelong());
    }

    private void test(Figure<ZTest> test) throws IOException {
        number("z", test.map(ZTest::z));
        number("p", test.map(ZTest::p));
    }

    private void proportion(String key, Proportion proportion) throws IOException {
        json.writeObjectFieldStart(key);
        number("value", proportion.value());
        interval("wilson95", proportion.wilson());
        interval("bootstrap95", proportion.bootstrap());
        json.writeEndObject();
    }

    private void number(String key, Figure<Double> figure) throws IOException {
        if (figure.isKnown()) {
            json.writeNumberField(key, figure.orElseThrow());
        } else {
            absent(key, figure.reason().orElseThrow());
        }
    }

    private void interval(String key, Figure<Interval> figure) throws IOException {
        if (figure.isKnown()) {
            json.writeArrayFieldStart(key);
            json.writeNumber(figure.orElseThrow().low());
            json.writeNumber(figure.orElseThrow().high());
            json.writeEndArray();
        } else {
            absent(key, figure.reason().orElseThrow());
        }
    }

    private void absent(String key, String reason) throws IOException {
        json.writeNullField(key);
        json.writeStringField(key + "Reason", reason);
    }
}
