package io.podagra.cli.study;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.podagra.data.AtomicFiles;
import io.podagra.eval.report.DataFlow;
import io.podagra.eval.report.ReportContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run's report says beside the figures, kept in the run so that evaluating it again loses
 * none of it.
 */
public final class ContextFile {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ContextFile() {}

    static void write(Path file, ReportContext context) throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("title", context.title());
        content.put("synthetic", context.synthetic());
        content.put("notices", context.notices());
        content.put("cautions", context.cautions());
        content.put("facts", context.facts());
        context.timestamp().ifPresent(time -> content.put("timestamp", time.toString()));
        context.flow().ifPresent(flow -> content.put("flow", flow));
        content.put("environment", context.environment());
        AtomicFiles.writeString(file, JSON.writeValueAsString(content) + "\n");
    }

    /** Reads what {@link #write} wrote. */
    public static ReportContext read(Path file) throws IOException {
        JsonNode content = JSON.readTree(file.toFile());
        return new ReportContext(
                content.path("title").asText(),
                content.path("synthetic").asBoolean(),
                // Runs from before there were notices have none to give.
                content.has("notices") ? texts(content.path("notices")) : List.of(),
                texts(content.path("cautions")),
                pairs(content.path("facts")),
                Optional.ofNullable(content.get("timestamp"))
                        .map(time -> Instant.parse(time.asText())),
                Optional.ofNullable(content.get("flow"))
                        .map(flow -> JSON.convertValue(flow, DataFlow.class)),
                pairs(content.path("environment")));
    }

    private static Map<String, String> pairs(JsonNode object) {
        return object.isObject()
                ? JSON.convertValue(object, new TypeReference<LinkedHashMap<String, String>>() {})
                : Map.of();
    }

    private static List<String> texts(JsonNode array) {
        return JSON.convertValue(array, new TypeReference<List<String>>() {});
    }
}
