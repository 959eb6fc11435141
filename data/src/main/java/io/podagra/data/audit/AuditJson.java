package io.podagra.data.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.podagra.data.CohortImage;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes {@code audit.json}, schema {@value #SCHEMA}. Every image of every finding is in it. A
 * figure that cannot be computed is null, and the key with {@code Reason} after it says why.
 */
final class AuditJson {
    static final String SCHEMA = "podagra.audit/1";

    private final JsonGenerator json;

    private AuditJson(JsonGenerator json) {
        this.json = json;
    }

    static void write(Writer writer, Audit audit) throws IOException {
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try (JsonGenerator json = new JsonFactory().createGenerator(writer)) {
            json.setPrettyPrinter(printer);
            new AuditJson(json).audit(audit);
        }
    }

    private void audit(Audit audit) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeBooleanField("synthetic", audit.cohort().synthetic());
        json.writeBooleanField("passed", audit.passed());
        json.writeObjectFieldStart("cohort");
        json.writeStringField("fingerprint", audit.cohort().fingerprint());
        json.writeNumberField("images", audit.cohort().images().size());
        json.writeNumberField("patients", audit.cohort().patients().size());
        json.writeEndObject();
        json.writeObjectFieldStart("counts");
        for (Severity severity : Severity.values()) {
            json.writeNumberField(severity.word(), audit.count(severity));
        }
        json.writeEndObject();
        json.writeArrayFieldStart("findings");
        for (Finding finding : audit.findings()) {
            finding(finding);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("balance");
        for (BalanceRow row : audit.balance()) {
            balance(row);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("associations");
        for (Association association : audit.associations()) {
            association(association);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void finding(Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", finding.rule().code());
        json.writeStringField("severity", finding.severity().word());
        json.writeStringField("sentence", finding.sentence());
        json.writeStringField("why", finding.rule().why());
        json.writeStringField("advice", finding.rule().advice());
        json.writeNumberField("imageCount", finding.images());
        json.writeNumberField("patientCount", finding.patients().size());
        json.writeArrayFieldStart("patients");
        for (String patient : finding.patients()) {
            json.writeString(patient);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("images");
        for (Evidence evidence : finding.evidence()) {
            evidence(evidence);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void evidence(Evidence evidence) throws IOException {
        json.writeStartObject();
        image("file", "patient", evidence.image());
        Optional<Duplicate> pair = evidence.partner();
        if (pair.isPresent()) {
            image("partner", "partnerPatient", pair.get().pair().second());
            json.writeStringField(
                    "kind", pair.get().kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            json.writeNumberField("likeness", pair.get().likeness());
            json.writeNumberField("hashDistance", pair.get().hashDistance());
        }
        if (!evidence.boxes().isEmpty()) {
            json.writeArrayFieldStart("boxes");
            for (Box box : evidence.boxes()) {
                int[] sides = {box.x(), box.y(), box.width(), box.height()};
                json.writeArray(sides, 0, sides.length);
            }
            json.writeEndArray();
        }
        if (!evidence.remark().isEmpty()) {
            json.writeStringField("remark", evidence.remark());
        }
        json.writeEndObject();
    }

    private void image(String fileKey, String patientKey, CohortImage image) throws IOException {
        json.writeStringField(fileKey, image.id());
        json.writeStringField(patientKey, image.patientId());
    }

    private void balance(BalanceRow row) throws IOException {
        json.writeStartObject();
        json.writeStringField("view", row.view());
        optional("device", row.device());
        optional("site", row.site());
        json.writeNumberField("images", row.images());
        json.writeNumberField("patients", row.patients());
        json.writeNumberField("abnormal", row.abnormal());
        json.writeNumberField("normal", row.images() - row.abnormal());
        json.writeEndObject();
    }

    private void optional(String key, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(key, value.get());
        } else {
            json.writeNullField(key);
            json.writeStringField(key + "Reason", "not in the manifest");
        }
    }

    private void association(Association association) throws IOException {
        json.writeStartObject();
        json.writeStringField("attribute", association.attribute());
        json.writeArrayFieldStart("levels");
        for (Association.Level level : association.levels()) {
            json.writeStartObject();
            json.writeStringField("value", level.value());
            json.writeNumberField("images", level.images());
            json.writeNumberField("patients", level.patients());
            json.writeNumberField("abnormal", level.abnormal());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (association.strength().isPresent()) {
            Association.Strength strength = association.strength().get();
            json.writeNumberField("cramersV", strength.cramersV());
            json.writeNumberField("auc", strength.auc());
            json.writeNumberField("chiSquared", strength.chiSquared());
            json.writeNumberField("degreesOfFreedom", strength.degreesOfFreedom());
            json.writeNumberField("p", strength.p());
        } else {
            json.writeNullField("cramersV");
            json.writeStringField("cramersVReason", Association.NO_STRENGTH);
        }
        json.writeEndObject();
    }
}
