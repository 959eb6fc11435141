package io.podagra.pipeline.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.podagra.data.audit.FrameFlag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an earlier run left in {@code ingest.json}.
 *
 * @param owner of the cohort
 * @param taken hashes of the contents of the files that were taken, by the hashes of their paths;
 *     none if the run did not come to its end
 * @param flags of the images that were made, by their paths in the cohort
 */
record EarlierReport(
        IngestJson.Owner owner, Map<String, String> taken, Map<String, Set<FrameFlag>> flags) {
    EarlierReport {
        taken = Map.copyOf(taken);
        flags = Map.copyOf(flags);
    }

    /** Empty where the file is no report of an ingest. */
    static Optional<EarlierReport> read(Path file) throws IOException {
        Draft draft = new Draft();
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            draft.read(parser);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        return draft.report();
    }

    /** While it is being read. */
    private static final class Draft {
        private final Map<String, String> header = new HashMap<>();
        private final Map<String, String> taken = new HashMap<>();
        private final Map<String, Set<FrameFlag>> flags = new HashMap<>();

        void read(JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("files") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        readFile(parser);
                    }
                } else if (value.isScalarValue()) {
                    header.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }

        private void readFile(JsonParser parser) throws IOException {
            Map<String, String> fields = new HashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("images") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        readImage(parser);
                    }
                } else if (value.isScalarValue()) {
                    fields.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            if ("taken".equals(fields.get("status"))
                    && fields.keySet().containsAll(Set.of("file", "content"))) {
                taken.put(fields.get("file"), fields.get("content"));
            }
        }

        private void readImage(JsonParser parser) throws IOException {
            String image = "";
            Set<FrameFlag> ofImage = EnumSet.noneOf(FrameFlag.class);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("image")) {
                    image = parser.getText();
                } else if (name.equals("flags") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.VALUE_STRING) {
                        FrameFlag.of(parser.getText()).ifPresent(ofImage::add);
                    }
                } else {
                    parser.skipChildren();
                }
            }
            flags.put(image, ofImage);
        }

        Optional<EarlierReport> report() {
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
                                    taken,
                                    flags))
                    : Optional.empty();
        }
    }
}
