package io.podagra.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Small entries of a zip that also holds large ones. The large ones are copied as they are, without
 * being compressed again. No entry for a folder is made: Deeplearning4j refuses zips that have one.
 */
final class ZipEntries {
    private ZipEntries() {}

    /**
     * Reads an entry.
     *
     * @return empty if there is none of that name
     * @throws IOException if the file cannot be read or is no zip
     */
    static Optional<byte[]> read(Path file, String name) throws IOException {
        try (ZipFile zip = open(file)) {
            ZipArchiveEntry entry = zip.getEntry(name);
            if (entry == null) {
                return Optional.empty();
            }
            return Optional.of(zip.getInputStream(entry).readAllBytes());
        }
    }

    /** Writes a copy of a zip in which the given entries are added or replaced. */
    static void copyWith(Path source, Path target, Map<String, byte[]> entries) throws IOException {
        try (ZipFile zip = open(source);
                ZipArchiveOutputStream out = new ZipArchiveOutputStream(target)) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (!entries.containsKey(entry.getName())) {
                    out.addRawArchiveEntry(entry, zip.getRawInputStream(entry));
                }
            }
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putArchiveEntry(new ZipArchiveEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeArchiveEntry();
            }
        }
    }

    private static ZipFile open(Path file) throws IOException {
        return ZipFile.builder().setSeekableByteChannel(Files.newByteChannel(file)).get();
    }
}
