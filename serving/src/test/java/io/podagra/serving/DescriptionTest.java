package io.podagra.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.podagra.data.Label;
import io.podagra.model.ModelMetadata.OperatingPoint;
import io.podagra.model.ModelUse;
import io.podagra.model.deployment.Classification;
import io.podagra.pipeline.ImageSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The description says what is so. */
class DescriptionTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode description = read(Description.json());

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private JsonNode schema(String name) {
        return description.path("components").path("schemas").path(name);
    }

    @Test
    void namesEveryPathWithItsMethodAndWhetherTheTokenIsAskedFor() {
        List<Endpoint> endpoints =
                Arrays.stream(Endpoint.values()).filter(each -> each != Endpoint.NONE).toList();
        JsonNode paths = description.path("paths");

        assertThat(names(paths))
                .containsExactlyInAnyOrderElementsOf(
                        endpoints.stream().map(Endpoint::path).toList());
        for (Endpoint endpoint : endpoints) {
            JsonNode path = paths.path(endpoint.path());
            assertThat(names(path)).containsExactly(endpoint.method().toLowerCase(Locale.ROOT));
            assertThat(path.elements().next().has("security")).isEqualTo(!endpoint.isGuarded());
        }
    }

    @Test
    void namesTheParametersAndTypesThatAreTaken() {
        JsonNode predict = description.path("paths").path("/v1/predict").path("post");
        List<String> parameters = new ArrayList<>();
        predict.path("parameters").forEach(each -> parameters.add(each.path("name").asText()));
        List<String> types = new ArrayList<>(PredictionRequest.TYPES);
        types.add("multipart/form-data");

        assertThat(parameters).containsExactlyInAnyOrderElementsOf(PredictionRequest.PARAMETERS);
        assertThat(names(predict.path("requestBody").path("content")))
                .containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void namesEveryFieldOfAnAnswer() {
        JsonNode answer = read(PredictionJson.of(prediction()));

        assertFields(answer, schema("Prediction"));
        assertFields(answer.path("images").path(0), schema("Image"));
        assertFields(read(PredictionJson.of(Refusal.stopping())), schema("Refusal"));
        assertFields(read(PredictionJson.status("ready")), schema("Status"));
    }

    private static void assertFields(JsonNode object, JsonNode schema) {
        assertThat(names(object)).containsExactlyElementsOf(names(schema.path("properties")));
        assertThat(texts(schema.path("required"))).containsExactlyElementsOf(names(object));
    }

    @Test
    void namesEveryStatusOfARefusal() {
        JsonNode responses =
                description.path("paths").path("/v1/predict").path("post").path("responses");
        List<Refusal> refusals =
                List.of(
                        Refusal.malformed("", ""),
                        Refusal.unsupported(""),
                        Refusal.tooLarge(1),
                        Refusal.stopping(),
                        Refusal.tooSlow(),
                        Refusal.slowSender(),
                        Refusal.full(""),
                        Refusal.failed());
        assertThat(names(responses))
                .containsAll(
                        refusals.stream().map(each -> Integer.toString(each.status())).toList())
                .contains("200", "401", "403", "421", "422");
    }

    private static Prediction prediction() {
        OperatingPoint point = new OperatingPoint(0.5, "youden", "validation");
        ModelUse use =
                new ModelUse(
                        "single",
                        List.of("dorsal"),
                        ImageSettings.stretched(32),
                        List.of(point),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(true),
                        List.of());
        Classification found =
                new Classification(
                        "",
                        Optional.empty(),
                        "single",
                        0.7,
                        OptionalDouble.empty(),
                        Optional.of(point),
                        Optional.of(Label.ABNORMAL),
                        Optional.empty());
        return new Prediction("toe", use, List.of(found));
    }
}
