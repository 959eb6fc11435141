package io.podagra.cli.predict;

import io.podagra.data.Label;
import io.podagra.model.ModelMetadata;
import java.io.IOException;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Predictions as CSV, one row an image. */
final class PredictionWriter {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180
                    .builder()
                    .setRecordSeparator("\n")
                    .setHeader(
                            "image",
                            "score",
                            "call",
                            "threshold",
                            "arm",
                            "synthetic_model",
                            "error")
                    .get();

    private final CSVPrinter csv;
    private final ModelMetadata model;
    private final Optional<Double> threshold;

    PredictionWriter(Appendable out, ModelMetadata model) throws IOException {
        this.csv = new CSVPrinter(out, FORMAT);
        this.model = model;
        this.threshold = model.operatingPoint().map(ModelMetadata.OperatingPoint::threshold);
    }

    void write(Prediction prediction) throws IOException {
        boolean scored = prediction.score().isPresent();
        csv.printRecord(
                prediction.image(),
                scored ? prediction.score().getAsDouble() : "",
                scored ? call(prediction.score().getAsDouble()) : "",
                threshold.map(Object::toString).orElse(""),
                model.arm(),
                model.synthetic(),
                prediction.error().orElse(""));
        csv.flush();
    }

    /** Without an operating point there is a score but no call. */
    private String call(double score) {
        return threshold
                .map(limit -> score >= limit ? Label.ABNORMAL : Label.NORMAL)
                .map(Label::word)
                .orElse("");
    }
}
