package io.podagra.model;

import io.podagra.data.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * SHA-256 of every entry of a model zip but their own, in an entry of it.
 *
 * @param sha256 64 hexadecimal digits each, by the entry's name
 */
record Checksums(Map<String, String> sha256) {
    /** The entry that holds them. */
    static final String ENTRY = "podagra/checksums.json";

    private static final String SCHEMA = "podagra.checksums/1";

    Checksums {
        sha256 = new TreeMap<>(sha256);
    }

    private record Content(String schema, Map<String, String> sha256) {}

    byte[] toJson() {
        return ModelJson.write(new Content(SCHEMA, sha256));
    }

    /**
     * Those of an archive; empty if it has none, as those of older releases.
     *
     * @throws InvalidInputException if they cannot be read
     */
    static Optional<Checksums> of(ModelArchive archive) {
        return archive.text(ENTRY)
                .map(json -> ModelJson.read(archive.shownAs(), ENTRY, json, Content.class))
                .map(content -> new Checksums(new LinkedHashMap<>(content.sha256())));
    }

    /** What of an archive is not as it was written, a sentence each. */
    List<String> differences(ModelArchive archive) {
        List<String> differences = new ArrayList<>();
        sha256.forEach(
                (name, expected) -> {
                    if (!archive.has(name)) {
                        differences.add("%s is missing".formatted(name));
                    } else if (!archive.sha256(name).equals(expected)) {
                        differences.add("%s has been changed".formatted(name));
                    }
                });
        for (String name : archive.names()) {
            if (!name.equals(ENTRY) && !sha256.containsKey(name)) {
                differences.add("%s has been added".formatted(name));
            }
        }
        return differences;
    }
}
