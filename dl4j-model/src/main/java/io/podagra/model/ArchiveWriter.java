package io.podagra.model;

import io.podagra.data.AtomicFiles;
import io.podagra.data.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Writes a zip whose bytes depend on nothing but the entries' names and content, and on how the
 * Java runtime's zlib compresses them: no clock, no time zone, no user. Entries lie in the order in
 * which they were added; the check sums come last, and the {@link Seal} in the zip's comment.
 *
 * <p>No entry for a folder is made: Deeplearning4j refuses zips that have one.
 */
final class ArchiveWriter {
    /** What every entry bears instead of the hour it was made. */
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    /**
     * Weights hardly become smaller by more effort. Measured, for a ResNet-50 of 94 MB that began
     * with the base weights: 43.4 MB in 1.6 s, and 42.2 MB in 4.8 s at the default level.
     */
    private static final int COMPRESSION = Deflater.BEST_SPEED;

    private final Map<String, Source> sources = new LinkedHashMap<>();

    /** Writes one entry and tells its SHA-256. */
    @FunctionalInterface
    private interface Source {
        String writeTo(ZipArchiveOutputStream out, String name) throws IOException;
    }

    /** Adds an entry, or puts another content in its place. */
    ArchiveWriter add(String name, byte[] content) {
        sources.put(name, (out, entry) -> deflate(out, entry, content));
        return this;
    }

    /**
     * Adds a file that is compressed already, as it is.
     *
     * @param content there until this is written
     */
    ArchiveWriter addStored(String name, Path content) {
        sources.put(name, (out, entry) -> store(out, entry, content));
        return this;
    }

    /**
     * Adds an entry of another zip, without compressing it again.
     *
     * @param from open until this is written
     */
    ArchiveWriter copy(ModelArchive from, String name) {
        sources.put(
                name,
                (out, entry) -> {
                    ZipArchiveEntry copied = new ZipArchiveEntry(entry);
                    ZipArchiveEntry original = from.entry(name);
                    copied.setMethod(original.getMethod());
                    copied.setCompressedSize(original.getCompressedSize());
                    copied.setSize(original.getSize());
                    copied.setCrc(original.getCrc());
                    copied.setTimeLocal(TIME);
                    out.addRawArchiveEntry(copied, from.compressed(name));
                    return from.sha256(name);
                });
        return this;
    }

    /**
     * Writes the zip; the file appears when it is whole.
     *
     * @throws IOException if it cannot be written; an older one is then unchanged
     */
    void write(Path file) throws IOException {
        sources.remove(Checksums.ENTRY);
        AtomicFiles.write(file, this::writeTo);
    }

    private void writeTo(Path temporary) throws IOException {
        Files.deleteIfExists(temporary);
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(temporary)) {
            out.setUseZip64(Zip64Mode.Never); // no entry of 4 GiB, and no room kept for such
            out.setLevel(COMPRESSION);
            Map<String, String> checksums = new LinkedHashMap<>();
            for (Map.Entry<String, Source> source : sources.entrySet()) {
                String name = source.getKey();
                checksums.put(name, source.getValue().writeTo(out, name));
            }
            byte[] json = new Checksums(checksums).toJson();
            deflate(out, Checksums.ENTRY, json);
            out.setComment(Seal.UNSET);
        }
        Seal.set(temporary);
    }

    private static String deflate(ZipArchiveOutputStream out, String name, byte[] content)
            throws IOException {
        out.putArchiveEntry(entry(name, ZipArchiveEntry.DEFLATED, content.length));
        out.write(content);
        out.closeArchiveEntry();
        return Sha256.of(content);
    }

    private static String store(ZipArchiveOutputStream out, String name, Path content)
            throws IOException {
        ZipArchiveEntry entry = entry(name, ZipArchiveEntry.STORED, Files.size(content));
        entry.setCrc(crc(content));
        out.putArchiveEntry(entry);
        Files.copy(content, out);
        out.closeArchiveEntry();
        return Sha256.of(content);
    }

    private static ZipArchiveEntry entry(String name, int method, long size) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setMethod(method);
        entry.setTimeLocal(TIME);
        entry.setSize(size);
        return entry;
    }

    private static long crc(Path content) throws IOException {
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(content), crc)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return crc.getValue();
    }
}
