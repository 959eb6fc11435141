package io.podagra.cli.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.podagra.data.AtomicFiles;
import io.podagra.data.InvalidInputException;
import io.podagra.model.tuning.TuningSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an arm's search came to, on disk: {@code tuning.json}. An arm that has it is tuned. */
public final class TuningFile {
    private static final String SCHEMA = "podagra.tuning/1";
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private TuningFile() {}

    static void write(Path file, TuningSummary summary) throws IOException {
        ObjectNode tree = JSON.createObjectNode().put("schema", SCHEMA);
        tree.setAll(JSON.<ObjectNode>valueToTree(summary));
        AtomicFiles.writeString(file, JSON.writeValueAsString(tree) + "\n");
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws InvalidInputException if the file is damaged, or of a later release
     */
    public static TuningSummary read(Path file) throws IOException {
        try {
            if (JSON.readTree(Files.readString(file)) instanceof ObjectNode tree
                    && tree.path("schema").asText().equals(SCHEMA)) {
                tree.remove("schema");
                return JSON.treeToValue(tree, TuningSummary.class);
            }
        } catch (JsonProcessingException exception) {
            throw new InvalidInputException(
                    "%s: is damaged (%s); remove it and resume the run"
                            .formatted(file, exception.getOriginalMessage()),
                    exception);
        }
        throw new InvalidInputException(
                "%s: is not of schema %s; remove it and resume the run".formatted(file, SCHEMA));
    }
}
