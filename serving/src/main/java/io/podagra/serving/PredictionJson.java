package io.podagra.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.podagra.data.Label;
import io.podagra.model.ModelMetadata.OperatingPoint;
import io.podagra.model.deployment.Classification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers as JSON; {@code openapi.json} describes them. */
final class PredictionJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PredictionJson() {}

    static byte[] of(Prediction prediction) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("model", prediction.model());
        answer.put("arm", prediction.use().arm());
        answer.put("synthetic", prediction.use().synthetic().orElse(null));
        answer.put(
                "preprocessing",
                "%d px, %s"
                        .formatted(
                                prediction.use().preprocessing().size(),
                                prediction.use().preprocessing().words()));
        answer.put("images", prediction.images().stream().map(PredictionJson::image).toList());
        return write(answer);
    }

    private static Map<String, Object> image(Classification found) {
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("frame", found.title().isEmpty() ? null : found.title());
        image.put("view", found.view().orElse(null));
        image.put("score", found.score());
        image.put(
                "probability",
                found.probability().isPresent() ? found.probability().getAsDouble() : null);
        image.put("call", found.call().map(Label::word).orElse(null));
        Optional<OperatingPoint> point = found.operatingPoint();
        image.put("threshold", point.map(OperatingPoint::threshold).orElse(null));
        image.put("operatingPoint", point.map(OperatingPoint::rule).orElse(null));
        image.put("warning", found.warning().orElse(null));
        return image;
    }

    static byte[] of(Refusal refusal) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("error", refusal.error());
        answer.put("action", refusal.action());
        return write(answer);
    }

    static byte[] status(String status) {
        return write(Map.of("status", status));
    }

    private static byte[] write(Map<String, Object> answer) {
        try {
            return JSON.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
