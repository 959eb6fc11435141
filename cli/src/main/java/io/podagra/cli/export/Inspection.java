package io.podagra.cli.export;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.podagra.cli.terminal.Printable;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Sha256;
import io.podagra.model.ModelArchive;
import io.podagra.model.ModelCheck;
import io.podagra.model.ModelEntries;
import io.podagra.model.ModelJson;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelMetadata.PatientCall;
import io.podagra.model.ModelZip;
import io.podagra.model.deployment.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.deeplearning4j.util.ModelSerializer;

/**
 * What a file says it is, and what is not as it was written.
 *
 * @param file its path
 * @param kind what it is
 * @param sha256 of the file
 * @param cards of its models
 * @param patientCall of a bundle: when a patient is called abnormal by images of all views
 * @param findings what is wrong, a sentence each
 * @param sealed whether it has check sums to compare
 */
public record Inspection(
        String file,
        Kind kind,
        String sha256,
        List<ModelCard> cards,
        Optional<PatientCall> patientCall,
        List<String> findings,
        boolean sealed) {
    /** Kinds of zips. */
    public enum Kind {
        /** One model of Podagra's. */
        MODEL,
        /** Models of Podagra's, one for each view. */
        BUNDLE,
        /** A network as Deeplearning4j writes it, and no more. */
        PLAIN,
        /** None of these. */
        UNKNOWN
    }

    public Inspection {
        cards = List.copyOf(cards);
        findings = List.copyOf(findings);
    }

    /**
     * Looks at a file without loading a network.
     *
     * @throws InvalidInputException if it is missing or no zip
     */
    public static Inspection of(Path file) throws IOException {
        try (ModelArchive archive = ModelArchive.open(file)) {
            List<String> findings = new ArrayList<>(ModelCheck.findings(archive, file));
            List<ModelCard> cards = new ArrayList<>();
            Optional<Bundle> bundle = known(findings, () -> Bundle.of(archive)).flatMap(any -> any);
            Kind kind = kind(archive);
            if (kind == Kind.UNKNOWN) {
                findings.add(
                        "holds no model: it has neither %s nor %s, nor %s and %s; give a model.zip of a run"
                                .formatted(
                                        ModelZip.METADATA,
                                        ModelEntries.BUNDLE,
                                        ModelSerializer.CONFIGURATION_JSON,
                                        ModelSerializer.COEFFICIENTS_BIN));
            }
            if (bundle.isPresent()) {
                ofBundle(archive, bundle.get(), cards, findings);
            } else if (archive.has(ModelZip.METADATA)) {
                known(findings, () -> card(archive)).ifPresent(cards::add);
            }
            return new Inspection(
                    file.toString(),
                    kind,
                    Sha256.of(file),
                    cards,
                    bundle.flatMap(Bundle::patientCall),
                    findings,
                    ModelCheck.hasChecksums(archive));
        }
    }

    private static Kind kind(ModelArchive archive) {
        if (archive.has(ModelEntries.BUNDLE)) {
            return Kind.BUNDLE;
        }
        if (archive.has(ModelZip.METADATA)) {
            return Kind.MODEL;
        }
        return archive.has(ModelSerializer.CONFIGURATION_JSON)
                        && archive.has(ModelSerializer.COEFFICIENTS_BIN)
                ? Kind.PLAIN
                : Kind.UNKNOWN;
    }

    private static void ofBundle(
            ModelArchive archive, Bundle bundle, List<ModelCard> cards, List<String> findings) {
        for (Bundle.Entry entry : bundle.models()) {
            known(
                    findings,
                    () -> {
                        byte[] content = archive.read(entry.entry(), InputStream::readAllBytes);
                        try (ModelArchive model = ModelArchive.open(entry.entry(), content)) {
                            findings.addAll(ModelCheck.entries(model));
                            return cards.add(card(model));
                        }
                    });
        }
    }

    /** What can be found out; what cannot is a finding. */
    private static <T> Optional<T> known(List<String> findings, Supplier<T> finding) {
        try {
            return Optional.of(finding.get());
        } catch (InvalidInputException exception) {
            findings.add(exception.getMessage());
            return Optional.empty();
        }
    }

    /** That in the zip; for models that have none yet, of what the metadata says. */
    private static ModelCard card(ModelArchive archive) {
        ModelMetadata metadata = ModelZip.readMetadata(archive);
        return archive.text(ModelEntries.CARD_JSON)
                .map(
                        json ->
                                ModelJson.read(
                                        archive.shownAs(),
                                        ModelEntries.CARD_JSON,
                                        json,
                                        ModelCard.class))
                .orElseGet(
                        () ->
                                ModelCard.of(
                                        metadata, MissingNode.getInstance(), List.of(), Map.of()));
    }

    /** One JSON object. */
    public String toJson() {
        return new String(ModelJson.write(this), StandardCharsets.UTF_8) + "\n";
    }

    /** For a terminal, which nothing in the file can steer. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        text.append("File:    %s%n".formatted(Printable.of(file)));
        text.append("Kind:    %s%n".formatted(kindWords()));
        text.append("SHA-256: %s%n".formatted(sha256));
        text.append("Checks:  %s%n".formatted(Printable.of(checks())));
        patientCall.ifPresent(
                call ->
                        text.append(
                                "Patient: %s%n".formatted(Printable.of(CardWriter.words(call)))));
        for (ModelCard card : cards) {
            text.append("%n%s%n".formatted(Printable.of(card.title())));
            card.notices()
                    .forEach(notice -> text.append("  ! %s%n".formatted(Printable.of(notice))));
            for (ModelCard.Section section : card.sections()) {
                text.append("%n  %s%n".formatted(Printable.of(section.title())));
                section.rows()
                        .forEach(
                                row ->
                                        text.append(
                                                "    %-32s %s%n"
                                                        .formatted(
                                                                Printable.of(row.name()),
                                                                Printable.of(row.value()))));
            }
        }
        return text.toString();
    }

    private String kindWords() {
        return switch (kind) {
            case BUNDLE -> "a bundle of %d models, one for each view".formatted(cards.size());
            case MODEL -> "a model of Podagra's";
            case PLAIN ->
                    "a zip of Deeplearning4j's without podagra/model.json; predict says what it"
                            + " assumes";
            case UNKNOWN -> "a zip without a model";
        };
    }

    private String checks() {
        if (!findings.isEmpty()) {
            return "FAILED: " + String.join("; ", findings);
        }
        return sealed
                ? "every byte is as it was written"
                : "no check sums to compare; every entry can be read";
    }
}
