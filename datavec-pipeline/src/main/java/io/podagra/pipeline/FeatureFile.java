package io.podagra.pipeline;

import io.podagra.data.AtomicFiles;
import io.podagra.data.OwnerOnly;
import io.podagra.data.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A file that features are added to at its end.
 *
 * <p>Big-endian: the header is a magic number, the 32 bytes of the file's key and the number of
 * features; then for each image the 32 bytes of its content's SHA-256, the features, and the
 * SHA-256 of key, image and features. A record that a killed process left unfinished is written
 * over, and a damaged one is passed over.
 */
final class FeatureFile {
    private static final long MAGIC = 0x506f_6461_6772_6601L; // "Podagrf", version 1
    private static final int HEADER_BYTES = Long.BYTES + Digest.BYTES + Integer.BYTES;

    private final CacheFolder folder;
    private final Digest key;
    private final int length;
    private final long maximumBytes;
    private final Path file;

    FeatureFile(CacheFolder folder, Digest key, int length, long maximumBytes) {
        this.folder = folder;
        this.key = key;
        this.length = length;
        this.maximumBytes = maximumBytes;
        this.file = folder.features(key);
    }

    /**
     * Reads the file, or begins one where there is none that can be used.
     *
     * @return the features that are whole, by the image's digest
     */
    Map<Digest, float[]> open() throws IOException {
        return folder.locked(
                () -> {
                    if (hasHeader()) {
                        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
                        folder.makeRoom(Files.size(file), maximumBytes, file);
                        return read();
                    }
                    folder.makeRoom(HEADER_BYTES, maximumBytes, file);
                    AtomicFiles.write(file, this::begin);
                    return Map.of();
                });
    }

    /** Adds features, by the image's digest. */
    void append(Map<Digest, float[]> features) throws IOException {
        ByteBuffer records =
                ByteBuffer.allocate(Math.multiplyExact(features.size(), recordBytes()));
        features.forEach(
                (image, values) -> {
                    ByteBuffer record = ByteBuffer.allocate(recordBytes());
                    record.put(image.bytes());
                    record.asFloatBuffer().put(values);
                    record.position(recordBytes() - Digest.BYTES);
                    record.put(checksum(record.array()));
                    records.put(record.flip());
                });
        records.flip();
        folder.locked(
                () -> {
                    if (!hasHeader()) { // deleted, to make room
                        AtomicFiles.write(file, this::begin);
                    }
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        long whole = (channel.size() - HEADER_BYTES) / recordBytes();
                        channel.position(HEADER_BYTES + whole * recordBytes());
                        while (records.hasRemaining()) {
                            channel.write(records);
                        }
                    }
                    folder.makeRoom(Files.size(file), maximumBytes, file);
                    return null;
                });
    }

    private int recordBytes() {
        return Digest.BYTES + Math.multiplyExact(length, Float.BYTES) + Digest.BYTES;
    }

    private byte[] header() {
        return ByteBuffer.allocate(HEADER_BYTES)
                .putLong(MAGIC)
                .put(key.bytes())
                .putInt(length)
                .array();
    }

    private boolean hasHeader() throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(HEADER_BYTES), header());
        }
    }

    private void begin(Path temporary) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        temporary,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        OwnerOnly.file(temporary))) {
            channel.write(ByteBuffer.wrap(header()));
        }
    }

    private Map<Digest, float[]> read() throws IOException {
        Map<Digest, float[]> features = new LinkedHashMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            in.skipNBytes(HEADER_BYTES);
            byte[] record = in.readNBytes(recordBytes());
            while (record.length == recordBytes()) {
                ByteBuffer buffer = ByteBuffer.wrap(record);
                byte[] sum =
                        Arrays.copyOfRange(record, record.length - Digest.BYTES, record.length);
                if (MessageDigest.isEqual(sum, checksum(record))) {
                    Digest image = Digest.read(buffer);
                    float[] values = new float[length];
                    buffer.asFloatBuffer().get(values);
                    features.put(image, values);
                }
                record = in.readNBytes(recordBytes());
            }
        }
        return features;
    }

    /** Of a record whose own is not written yet, or not believed yet. */
    private byte[] checksum(byte[] record) {
        MessageDigest digest = Sha256.start();
        digest.update(key.bytes());
        digest.update(record, 0, record.length - Digest.BYTES);
        return digest.digest();
    }
}
