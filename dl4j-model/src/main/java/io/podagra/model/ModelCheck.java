package io.podagra.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.podagra.data.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a model zip is as Podagra wrote it. */
public final class ModelCheck {
    private ModelCheck() {}

    /**
     * What is not as it was written, a sentence each; nothing of a sound one. Every entry is read
     * to its end.
     *
     * @param file that the archive is of
     */
    public static List<String> findings(ModelArchive archive, Path file) {
        List<String> findings = new ArrayList<>(entries(archive));
        Seal seal = Seal.of(file);
        if (seal == Seal.NONE && hasChecksums(archive)) {
            findings.add("its seal is missing");
        }
        if (seal == Seal.BROKEN) {
            findings.add(
                    findings.isEmpty()
                            ? "a byte between its entries has been changed"
                            : "its seal is broken");
        }
        return findings;
    }

    /** The same of a zip within a zip, whose bytes the outer one's check sums cover. */
    public static List<String> entries(ModelArchive archive) {
        List<String> findings = new ArrayList<>();
        Optional<Checksums> checksums = Optional.empty();
        try {
            checksums = Checksums.of(archive);
        } catch (InvalidInputException damaged) {
            findings.add(damaged.getMessage());
        }
        for (String name : archive.names()) {
            try {
                archive.sha256(name);
            } catch (InvalidInputException damaged) {
                findings.add(damaged.getMessage());
            }
        }
        if (findings.isEmpty() && checksums.isEmpty() && hasLostChecksums(archive)) {
            findings.add(Checksums.ENTRY + " is missing");
        }
        if (findings.isEmpty()) {
            checksums.ifPresent(known -> findings.addAll(known.differences(archive)));
        }
        return findings;
    }

    /** Every bundle, and every model of the schema that is written now, has them. */
    private static boolean hasLostChecksums(ModelArchive archive) {
        if (archive.has(ModelEntries.BUNDLE)) {
            return true;
        }
        return archive.text(ModelZip.METADATA)
                .map(
                        json ->
                                ModelJson.read(
                                        archive.shownAs(), ModelZip.METADATA, json, JsonNode.class))
                .filter(tree -> tree.path("schema").asText().equals(ModelMetadata.SCHEMA))
                .isPresent();
    }

    /** Whether it has check sums at all; those of older releases and of others have none. */
    public static boolean hasChecksums(ModelArchive archive) {
        return archive.has(Checksums.ENTRY);
    }

    /**
     * Refuses a file of which a byte is not as it was written.
     *
     * @param file that the archive is of
     * @throws InvalidInputException telling which entry has been changed
     */
    public static void requireUnchanged(ModelArchive archive, Path file) {
        // It covers all; entries are looked at to say where it is broken, or where there is none.
        if (Seal.of(file) == Seal.WHOLE) {
            return;
        }
        List<String> findings = findings(archive, file);
        if (!findings.isEmpty()) {
            throw new InvalidInputException(
                    "%s: has been changed since it was written (%s); get the model from who made it"
                            .formatted(file, String.join("; ", findings)));
        }
    }
}
