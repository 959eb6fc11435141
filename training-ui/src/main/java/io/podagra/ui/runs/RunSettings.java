package io.podagra.ui.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.podagra.ui.page.Json;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The settings of a run by their full names, such as {@code training.learningRate}. */
final class RunSettings {
    private static final ObjectMapper YAML = new YAMLMapper();

    private RunSettings() {}

    /**
     * @param content of {@code run.yaml}
     * @return texts by names, in the order of the file
     */
    static ObjectNode read(byte[] content) throws IOException {
        JsonNode root = YAML.readTree(content);
        if (!root.isObject()) {
            throw new IOException("no settings");
        }
        ObjectNode flat = Json.object();
        flatten("", root, flat);
        return flat;
    }

    private static void flatten(String prefix, JsonNode section, ObjectNode flat) {
        section.properties()
                .forEach(
                        entry -> {
                            String name = prefix + entry.getKey();
                            if (entry.getValue().isObject()) {
                                flatten(name + ".", entry.getValue(), flat);
                            } else {
                                flat.put(name, words(entry.getValue()));
                            }
                        });
    }

    private static String words(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(element -> element.isContainerNode() ? element.toString() : words(element))
                    .collect(Collectors.joining(", "));
        }
        return value.asText();
    }
}
