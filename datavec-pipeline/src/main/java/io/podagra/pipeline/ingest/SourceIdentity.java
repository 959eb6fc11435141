package io.podagra.pipeline.ingest;

import io.podagra.data.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * By what a source folder is known again: its path, or, where it has moved or is mounted elsewhere,
 * the files in it.
 */
final class SourceIdentity {
    private static final int DIGITS = 32;

    private final SourceTree tree;
    private final Pseudonyms pseudonyms;
    private final IngestJson.Owner owner;

    private SourceIdentity(SourceTree tree, Pseudonyms pseudonyms, IngestJson.Owner owner) {
        this.tree = tree;
        this.pseudonyms = pseudonyms;
        this.owner = owner;
    }

    static SourceIdentity of(Path source, SourceTree tree, Pseudonyms pseudonyms)
            throws IOException {
        HashKey key = pseudonyms.key();
        String sizes =
                tree.candidates().stream()
                        .map(name -> name.relative() + "\0" + size(name.file()))
                        .collect(Collectors.joining("\0"));
        return new SourceIdentity(
                tree,
                pseudonyms,
                new IngestJson.Owner(
                        key.hash(HashKey.Kind.KEY, "", DIGITS),
                        key.hash(HashKey.Kind.SOURCE, source.toRealPath().toString(), DIGITS),
                        key.hash(HashKey.Kind.TREE, sizes, DIGITS)));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // it will have its reason when it is to be taken
        }
    }

    IngestJson.Owner owner() {
        return owner;
    }

    /** Whether a cohort was made under this source's key. */
    boolean hasKeyOf(EarlierReport report) {
        return owner.key().equals(report.owner().key());
    }

    /**
     * Whether a cohort was made from this source: from a folder of the same path; or from one with
     * every file that was taken, under the same path in it and with the same content. Where none
     * was taken yet, paths and sizes of all files have to do.
     */
    boolean isSourceOf(EarlierReport report) throws IOException {
        return owner.source().equals(report.owner().source())
                || (report.taken().isEmpty()
                        ? owner.tree().equals(report.owner().tree())
                        : holdsAll(report.taken()));
    }

    private boolean holdsAll(Map<String, String> taken) throws IOException {
        Map<String, Path> files = new HashMap<>();
        tree.candidates().forEach(name -> files.put(pseudonyms.file(name), name.file()));
        // The paths of all before the contents of any: another folder is told at once.
        if (!files.keySet().containsAll(taken.keySet())) {
            return false;
        }
        for (Map.Entry<String, String> file : taken.entrySet()) {
            if (!pseudonyms.content(Sha256.of(files.get(file.getKey()))).equals(file.getValue())) {
                return false;
            }
        }
        return true;
    }
}
