package io.podagra.pipeline.ingest;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;

/**
 * Where a source file is. Names often hold patients' names, so none may reach the cohort.
 *
 * @param file to be read
 * @param relative from the source folder, with {@code /}, in Unicode's composed form: file systems
 *     of macOS decompose letters, tables do not
 */
record SourceName(Path file, String relative) {
    static SourceName of(Path file, Path source) {
        return new SourceName(file, normalise(source.relativize(file).toString()));
    }

    /** A path as a table or a file system spells it, in the one spelling that is compared. */
    static String normalise(String path) {
        String composed = Normalizer.normalize(path.strip(), Normalizer.Form.NFC);
        String slashed = composed.replace('\\', '/');
        return slashed.startsWith("./") ? slashed.substring(2) : slashed;
    }

    /** The last part of a path. */
    static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    String fileName() {
        return last(relative);
    }

    /** The folders below the source, outermost first. */
    List<String> folders() {
        String[] parts = relative.split("/");
        return List.of(parts).subList(0, parts.length - 1);
    }
}
