package io.podagra.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.podagra.eval.EvaluationInput;
import io.podagra.eval.Examples;
import io.podagra.eval.StudyEvaluation;
import io.podagra.eval.StudyMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricsJsonTest {
    static Stream<String> poor() {
        return Examples.poor().keySet().stream().sorted();
    }

    @Test
    void everythingKnownFitsTheSchema() throws IOException {
        JsonNode json = json(Examples.full());

        assertThat(schema().validate(json)).isEmpty();
        assertThat(json.at("/poolings/calibratedPooled/methods/multiple/auc").isNumber()).isTrue();
        assertThat(json.at("/operatingRules")).hasSize(8);
        assertThat(json.at("/operatingRules/0/rule").asText()).isEqualTo("youden");
        assertThat(json.at("/decisionCurves/single")).hasSize(99);
        assertThat(json.at("/subgroups/device")).hasSize(3);
        assertThat(json.at("/subgroups/site").isNull()).isTrue();
        assertThat(json.at("/subgroups/siteReason").asText()).isEqualTo("there is no such column");
        assertThat(json.at("/learningCurve/0/kind").asText()).isEqualTo("equal-n");
    }

    @ParameterizedTest
    @MethodSource("poor")
    void whatIsUndefinedFitsTheSchemaToo(String wrong) throws IOException {
        JsonNode json = json(Examples.poor().get(wrong));

        assertThat(schema().validate(json)).isEmpty();
        assertEveryNullHasAReason(json);
    }

    @Test
    void theSchemaTellsAWrongKeyAndAWrongValue() throws IOException {
        String text = json(Examples.full()).toString();
        ObjectMapper mapper = new ObjectMapper();

        assertThat(schema().validate(mapper.readTree(text.replace("\"brier\"", "\"briar\""))))
                .isNotEmpty();
        assertThat(schema().validate(mapper.readTree(text.replace("\"youden\"", "\"best\""))))
                .isNotEmpty();
    }

    private static void assertEveryNullHasAReason(JsonNode node) {
        node.properties()
                .forEach(
                        entry -> {
                            if (entry.getValue().isNull()) {
                                assertThat(node.path(entry.getKey() + "Reason").asText())
                                        .as(entry.getKey())
                                        .isNotBlank();
                            }
                        });
        node.forEach(MetricsJsonTest::assertEveryNullHasAReason);
    }

    /** Jackson refuses NaN, so reading is a check of its own. */
    private static JsonNode json(EvaluationInput input) throws IOException {
        StudyMetrics metrics = StudyEvaluation.of(input);
        StringWriter writer = new StringWriter();
        MetricsJson.write(writer, metrics, false, List.of());
        return new ObjectMapper().readTree(writer.toString());
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream file = MetricsJson.class.getResourceAsStream("metrics.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(file);
        }
    }
}
