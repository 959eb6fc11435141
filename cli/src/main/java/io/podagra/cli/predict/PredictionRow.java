package io.podagra.cli.predict;

import io.podagra.data.Label;
import io.podagra.model.ModelMetadata.OperatingPoint;
import io.podagra.model.deployment.Classification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A prediction's values under the names of the columns; empty ones are null. */
final class PredictionRow {
    /** In their order. */
    static final List<String> COLUMNS =
            List.of(
                    "image",
                    "frame",
                    "view",
                    "patient_id",
                    "score",
                    "probability",
                    "call",
                    "threshold",
                    "operating_point",
                    "arm",
                    "preprocessing",
                    "synthetic_model",
                    "warning",
                    "error");

    private final ModelWords model;

    PredictionRow(ModelWords model) {
        this.model = model;
    }

    Map<String, Object> of(Prediction prediction) {
        GivenImage image = prediction.image();
        Optional<Classification> found = prediction.found();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("image", image.file().toString());
        row.put("frame", prediction.title().isEmpty() ? null : prediction.title());
        row.put("view", image.view().orElse(null));
        row.put("patient_id", image.patient().orElse(null));
        row.put("score", value(found, Classification::score));
        row.put(
                "probability",
                found.filter(known -> known.probability().isPresent())
                        .map(known -> known.probability().getAsDouble())
                        .orElse(null));
        row.put("call", found.flatMap(Classification::call).map(Label::word).orElse(null));
        Optional<OperatingPoint> point = found.flatMap(Classification::operatingPoint);
        row.put("threshold", value(point, OperatingPoint::threshold));
        row.put("operating_point", value(point, OperatingPoint::rule));
        row.put("arm", value(found, Classification::arm));
        row.put("preprocessing", value(found, known -> model.preprocessing(known.arm())));
        row.put("synthetic_model", model.synthetic());
        row.put("warning", found.flatMap(Classification::warning).orElse(null));
        row.put("error", prediction.error().orElse(null));
        return row;
    }

    private static <T, R> R value(Optional<T> known, Function<T, R> of) {
        return known.map(of).orElse(null);
    }
}
