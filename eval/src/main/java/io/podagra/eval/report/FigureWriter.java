package io.podagra.eval.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.podagra.eval.Proportion;
import io.podagra.eval.statistics.ConfusionCounts;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.ZTest;
import java.io.IOException;

/**
 * Writes figures as JSON. An undefined one is null, and the key with {@code Reason} after it says
 * why.
 */
final class FigureWriter {
    private final JsonGenerator json;

    FigureWriter(JsonGenerator json) {
        this.json = json;
    }

    /** What writes the content of an object. */
    @FunctionalInterface
    interface Content {
        void write() throws IOException;
    }

    void object(String key, Content content) throws IOException {
        json.writeObjectFieldStart(key);
        content.write();
        json.writeEndObject();
    }

    void number(String key, Figure<? extends Number> figure) throws IOException {
        if (figure.isKnown()) {
            json.writeNumberField(key, figure.orElseThrow().doubleValue());
        } else {
            absent(key, figure.reason().orElseThrow());
        }
    }

    void interval(String key, Figure<Interval> figure) throws IOException {
        if (figure.isKnown()) {
            Interval interval = figure.orElseThrow();
            json.writeArrayFieldStart(key);
            json.writeNumber(interval.low());
            json.writeNumber(interval.high());
            json.writeEndArray();
        } else {
            absent(key, figure.reason().orElseThrow());
        }
    }

    void word(String key, Figure<String> figure) throws IOException {
        if (figure.isKnown()) {
            json.writeStringField(key, figure.orElseThrow());
        } else {
            absent(key, figure.reason().orElseThrow());
        }
    }

    void test(String key, Figure<ZTest> test) throws IOException {
        object(
                key,
                () -> {
                    number("z", test.map(ZTest::z));
                    number("p", test.map(ZTest::p));
                });
    }

    void proportion(String key, Proportion proportion) throws IOException {
        object(
                key,
                () -> {
                    number("value", proportion.value());
                    interval("wilson95", proportion.wilson());
                    interval("bootstrap95", proportion.bootstrap());
                });
    }

    /** Sensitivity and specificity of calls, with Wilson's intervals. */
    void shares(Figure<ConfusionCounts> counts) throws IOException {
        double confidence = Interval.CONFIDENCE;
        number("sensitivity", counts.flatMap(ConfusionCounts::sensitivity));
        interval("sensitivity95", counts.flatMap(c -> c.sensitivityInterval(confidence)));
        number("specificity", counts.flatMap(ConfusionCounts::specificity));
        interval("specificity95", counts.flatMap(c -> c.specificityInterval(confidence)));
    }

    void counts(ConfusionCounts counts) throws IOException {
        json.writeNumberField("tp", counts.tp());
        json.writeNumberField("fn", counts.fn());
        json.writeNumberField("tn", counts.tn());
        json.writeNumberField("fp", counts.fp());
    }

    /** The counts, or one null for all of them. */
    void counts(Figure<ConfusionCounts> counts) throws IOException {
        if (counts.isKnown()) {
            object("counts", () -> counts(counts.orElseThrow()));
        } else {
            absent("counts", counts.reason().orElseThrow());
        }
    }

    void absent(String key, String reason) throws IOException {
        json.writeNullField(key);
        json.writeStringField(key + "Reason", reason);
    }
}
