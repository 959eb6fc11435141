package io.podagra.pipeline.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an earlier run left in {@code ingest.json}.
 *
 * @param owner of the cohort
 * @param taken hashes of the contents of the files that were taken, by the hashes of their paths;
 *     none if the run did not come to its end
 */
record EarlierReport(IngestJson.Owner owner, Map<String, String> taken) {
    EarlierReport {
        taken = Map.copyOf(taken);
    }

    /** Empty where the file is no report of an ingest. */
    static Optional<EarlierReport> read(Path file) throws IOException {
        Map<String, String> header = new HashMap<>();
        Map<String, String> taken = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            readFields(parser, header, taken);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        boolean ours =
                IngestJson.SCHEMA.equals(header.get("schema"))
                        && header.containsKey("key")
                        && header.containsKey("source");
        return ours
                ? Optional.of(
                        new EarlierReport(
                                new IngestJson.Owner(
                                        header.get("key"),
                                        header.get("source"),
                                        header.getOrDefault("tree", "")),
                                taken))
                : Optional.empty();
    }

    private static void readFields(
            JsonParser parser, Map<String, String> header, Map<String, String> taken)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("files") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    Map<String, String> fields = new HashMap<>();
                    readFields(parser, fields, taken);
                    if ("taken".equals(fields.get("status"))) {
                        taken.put(fields.get("file"), fields.get("content"));
                    }
                }
            } else if (value.isScalarValue()) {
                header.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }
}
