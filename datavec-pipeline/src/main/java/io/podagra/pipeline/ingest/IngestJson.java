package io.podagra.pipeline.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The text of {@code ingest.json}, schema {@value #SCHEMA}: what became of every source file. Files
 * are called by keyed hashes of their paths; nothing in it tells of a patient.
 */
final class IngestJson {
    static final String SCHEMA = "podagra.ingest/1";

    /**
     * What a cohort was made from.
     *
     * @param key hash of the key's own name under itself
     * @param source hash of the source folder's path
     */
    record Owner(String key, String source) {}

    private final JsonGenerator json;

    private IngestJson(JsonGenerator json) {
        this.json = json;
    }

    /** Of a run that has only begun. */
    static String unfinished(Owner owner) {
        return text(json -> json.header(owner, false));
    }

    static String of(
            Owner owner, IngestReport report, List<Outcome> outcomes, Pseudonyms pseudonyms) {
        return text(
                json -> {
                    json.header(owner, true);
                    json.report(report);
                    json.json.writeArrayFieldStart("files");
                    for (Outcome outcome : outcomes) {
                        json.file(outcome, pseudonyms);
                    }
                    json.json.writeEndArray();
                });
    }

    /** Empty where the file is no report of an ingest. */
    static Optional<Owner> readOwner(Path file) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        boolean ours = SCHEMA.equals(texts.get("schema"));
        return ours && texts.containsKey("key") && texts.containsKey("source")
                ? Optional.of(new Owner(texts.get("key"), texts.get("source")))
                : Optional.empty();
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(IngestJson json) throws IOException;
    }

    private static String text(Content content) {
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(printer);
            json.writeStartObject();
            content.writeTo(new IngestJson(json));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
        return text + "\n";
    }

    private void header(Owner owner, boolean finished) throws IOException {
        json.writeStringField("schema", SCHEMA);
        json.writeBooleanField("finished", finished);
        json.writeStringField("key", owner.key());
        json.writeStringField("source", owner.source());
    }

    private void report(IngestReport report) throws IOException {
        json.writeBooleanField("synthetic", report.synthetic());
        json.writeBooleanField("datesKept", report.datesKept());
        if (report.labels().isPresent()) {
            IngestReport.Labels labels = report.labels().get();
            json.writeObjectFieldStart("labels");
            json.writeStringField("encoding", labels.encoding().name());
            json.writeStringField("separator", String.valueOf(labels.separator()));
            json.writeNumberField("rows", labels.rows());
            json.writeArrayFieldStart("rowsWithoutFile");
            for (long line : labels.linesWithoutFile()) {
                json.writeNumber(line);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeObjectFieldStart("counts");
        json.writeNumberField("files", report.files());
        json.writeNumberField("taken", report.taken());
        json.writeNumberField("quarantined", report.quarantined());
        json.writeNumberField("ignored", report.ignored());
        json.writeNumberField("images", report.images());
        json.writeNumberField("patients", report.patients());
        json.writeEndObject();
    }

    private void file(Outcome outcome, Pseudonyms pseudonyms) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", pseudonyms.file(outcome.name()));
        if (outcome instanceof Outcome.Taken taken) {
            json.writeStringField("content", pseudonyms.content(taken.contentDigest()));
            json.writeStringField("status", "taken");
            json.writeStringField("format", taken.format());
            json.writeArrayFieldStart("images");
            for (Outcome.Picture picture : taken.pictures()) {
                json.writeString(picture.id());
            }
            json.writeEndArray();
        } else if (outcome instanceof Outcome.Refused refused) {
            if (refused.contentDigest().isPresent()) {
                json.writeStringField("content", pseudonyms.content(refused.contentDigest().get()));
            }
            json.writeStringField("status", "quarantined");
            json.writeStringField("code", refused.reason().code().word());
            json.writeStringField("reason", refused.reason().sentence());
        } else if (outcome instanceof Outcome.Ignored ignored) {
            json.writeStringField("status", "ignored");
            json.writeStringField("reason", "is " + ignored.what());
        }
        json.writeEndObject();
    }
}
