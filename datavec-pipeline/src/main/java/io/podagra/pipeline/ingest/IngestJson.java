package io.podagra.pipeline.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.podagra.data.audit.FrameFlag;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeSet;

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
     * @param tree hash of the paths and sizes of the files in it, which stay when the folder moves
     */
    record Owner(String key, String source, String tree) {}

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
        json.writeStringField("tree", owner.tree());
    }

    private void report(IngestReport report) throws IOException {
        json.writeBooleanField("synthetic", report.synthetic());
        json.writeBooleanField("datesKept", report.datesKept());
        json.writeBooleanField("cropped", report.cleaner().cropping());
        json.writeBooleanField("masked", report.cleaner().masking());
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
        json.writeObjectFieldStart("flagged");
        for (FrameFlag flag : FrameFlag.values()) {
            json.writeNumberField(flag.word(), report.flagged(flag));
        }
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
                json.writeStartObject();
                json.writeStringField("image", picture.id());
                if (!picture.flags().isEmpty()) {
                    json.writeArrayFieldStart("flags");
                    for (FrameFlag flag : new TreeSet<>(picture.flags())) {
                        json.writeString(flag.word());
                    }
                    json.writeEndArray();
                }
                json.writeEndObject();
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
