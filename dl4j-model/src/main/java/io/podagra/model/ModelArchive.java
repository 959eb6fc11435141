package io.podagra.model;

import static java.util.Objects.requireNonNull;

import io.podagra.data.CheckedZipEntry;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * A zip that may come from anywhere, opened for reading. Nothing is ever unpacked into a folder.
 *
 * <p>Refused, before anything is read: names that lead elsewhere ({@code ../}, absolute, backslash)
 * or come twice, which readers take differently; more than {@value #MOST_ENTRIES} entries; sizes
 * beyond what a ResNet-50 needs. What is inflated is counted, so that an entry that says it is
 * small cannot be large.
 */
public final class ModelArchive implements AutoCloseable {
    /** More than any release writes. */
    static final int MOST_ENTRIES = 200;

    /** For one entry: a ResNet-50 has 94 MB. */
    static final long MOST_BYTES = 1L << 30;

    /** For all entries: a bundle's models have 200 MB each. */
    static final long MOST_BYTES_OF_ALL = 4L << 30;

    /** For an entry that is read into memory as text. */
    static final long MOST_TEXT_BYTES = 32L << 20;

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");

    private final String shownAs;
    private final ZipFile zip;
    private final Map<String, ZipArchiveEntry> entries;

    private ModelArchive(String shownAs, ZipFile zip, Map<String, ZipArchiveEntry> entries) {
        this.shownAs = shownAs;
        this.zip = zip;
        this.entries = entries;
    }

    /**
     * Opens a file.
     *
     * @throws InvalidInputException if it is missing, no zip, or refused
     */
    public static ModelArchive open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(
                    "%s: there is no such file; give the path of a model.zip".formatted(file));
        }
        try {
            return open(file.toString(), Files.newByteChannel(file));
        } catch (IOException exception) {
            throw unreadable(file.toString(), exception);
        }
    }

    /**
     * Opens a zip in memory.
     *
     * @param shownAs what messages call it
     * @throws InvalidInputException if it is no zip, or refused
     */
    public static ModelArchive open(String shownAs, byte[] content) {
        return open(shownAs, new SeekableInMemoryByteChannel(content));
    }

    private static ModelArchive open(String shownAs, SeekableByteChannel channel) {
        requireNonNull(shownAs, "shownAs is null");
        try {
            ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).get();
            try {
                return new ModelArchive(shownAs, zip, checked(shownAs, zip));
            } catch (RuntimeException refused) {
                zip.close();
                throw refused;
            }
        } catch (IOException | IllegalArgumentException exception) {
            closeQuietly(channel);
            throw unreadable(shownAs, exception);
        }
    }

    private static Map<String, ZipArchiveEntry> checked(String shownAs, ZipFile zip) {
        List<ZipArchiveEntry> all = Collections.list(zip.getEntriesInPhysicalOrder());
        if (all.size() > MOST_ENTRIES) {
            throw refused(shownAs, "it has %,d entries".formatted(all.size()));
        }
        long bytes = all.stream().mapToLong(ZipArchiveEntry::getSize).sum();
        if (bytes > MOST_BYTES_OF_ALL) {
            throw refused(shownAs, "its entries say that they have %,d bytes".formatted(bytes));
        }
        Map<String, ZipArchiveEntry> entries = new LinkedHashMap<>();
        for (ZipArchiveEntry entry : all) {
            String name = entry.getName();
            if (!NAME.matcher(name).matches()) {
                throw refused(shownAs, "it has an entry of the name '%s'".formatted(name));
            }
            if (entry.getSize() > MOST_BYTES || entry.getSize() < 0) {
                throw refused(
                        shownAs,
                        "its entry %s says that it has %,d bytes, more than %,d"
                                .formatted(name, entry.getSize(), MOST_BYTES));
            }
            if (!zip.canReadEntryData(entry)) {
                throw refused(
                        shownAs, "its entry %s is encrypted or oddly compressed".formatted(name));
            }
            if (entries.put(name, entry) != null) {
                throw refused(shownAs, "its entry %s is there twice".formatted(name));
            }
        }
        return entries;
    }

    /** Reads from the stream it is given, which it need not close. */
    @FunctionalInterface
    public interface Reading<T> {
        T from(InputStream in) throws IOException;
    }

    /** Whether there is an entry of this name. */
    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** Names of the entries, in the order in which they lie in the file. */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** Whether an entry is stored as it is, so that it cannot inflate. */
    public boolean isStored(String name) {
        return entry(name).getMethod() == ZipArchiveEntry.STORED;
    }

    /** Bytes that an entry says it has when it is inflated. */
    public long size(String name) {
        return entry(name).getSize();
    }

    /** What messages call it. */
    public String shownAs() {
        return shownAs;
    }

    /**
     * An entry as a whole, if there is one of that name.
     *
     * @throws InvalidInputException if it is damaged or has more than 32 MiB
     */
    public Optional<byte[]> text(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (size(name) > MOST_TEXT_BYTES) {
            throw refused(
                    shownAs,
                    "its entry %s has %,d bytes, more than %,d"
                            .formatted(name, size(name), MOST_TEXT_BYTES));
        }
        return Optional.of(read(name, InputStream::readAllBytes));
    }

    /**
     * Reads an entry to its end, where its check sum is compared.
     *
     * @throws InvalidInputException if there is none of that name, or it is damaged
     */
    public <T> T read(String name, Reading<T> reading) {
        ZipArchiveEntry entry = entry(name);
        try (InputStream in =
                new CheckedZipEntry(
                        new LimitedStream(zip.getInputStream(entry), entry.getSize()), entry)) {
            T result = reading.from(in);
            in.transferTo(OutputStream.nullOutputStream());
            return result;
        } catch (IOException exception) {
            throw new InvalidInputException(
                    "%s: its entry %s is damaged (%s); export the model again or fetch it again"
                            .formatted(shownAs, name, exception.getMessage()),
                    exception);
        }
    }

    /** SHA-256 of an entry's content, in hexadecimal digits. */
    public String sha256(String name) {
        MessageDigest digest = Sha256.start();
        read(
                name,
                in ->
                        new DigestInputStream(in, digest)
                                .transferTo(OutputStream.nullOutputStream()));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** An entry with its compressed content, to be copied into another zip. */
    ZipArchiveEntry entry(String name) {
        ZipArchiveEntry entry = entries.get(name);
        if (entry == null) {
            throw new InvalidInputException(
                    "%s: it has no %s; export the model again".formatted(shownAs, name));
        }
        return entry;
    }

    /** The compressed content of an entry. */
    InputStream compressed(String name) throws IOException {
        return zip.getRawInputStream(entry(name));
    }

    @Override
    public void close() {
        closeQuietly(zip);
    }

    private static void closeQuietly(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception exception) { // of what was only read: nothing is lost
            System.getLogger(ModelArchive.class.getName())
                    .log(System.Logger.Level.DEBUG, "not closed", exception);
        }
    }

    private static InvalidInputException unreadable(String shownAs, Exception cause) {
        return new InvalidInputException(
                "%s: is not a readable zip (%s); give a model.zip of a run, or fetch it again"
                        .formatted(shownAs, cause.getMessage()),
                cause);
    }

    private static InvalidInputException refused(String shownAs, String finding) {
        return new InvalidInputException(
                "%s: is refused: %s, which no model of Podagra's or Deeplearning4j's has; get the model from who made it"
                        .formatted(shownAs, finding));
    }
}
