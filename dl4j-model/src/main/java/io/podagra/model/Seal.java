package io.podagra.model;

import io.podagra.data.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * SHA-256 of a whole zip, in the zip's comment, which is its end and which other readers pass over:
 * it covers every byte before it, those between the entries included. It tells damage, not forgery:
 * whoever changes a model on purpose can seal it again.
 */
enum Seal {
    /** There is none: a model from before there were seals, or none of Podagra's. */
    NONE,

    /** Every byte is as it was written. */
    WHOLE,

    /** Some byte is not. */
    BROKEN;

    private static final String WORD = "podagra-sha256:";
    private static final int DIGITS = 64;
    private static final int BUFFER = 1 << 16;

    /** A comment of the right length, to be replaced by {@link #set}. */
    static final String UNSET = WORD + "0".repeat(DIGITS);

    /** Puts the check sum in the place of {@link #UNSET} at the end of a file. */
    static void set(Path file) throws IOException {
        String digest = digest(file);
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.position(channel.size() - DIGITS);
            ByteBuffer bytes = ByteBuffer.wrap(digest.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /** Compares a file with its seal. */
    static Seal of(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            if (channel.size() < UNSET.length()) {
                return NONE;
            }
            ByteBuffer end = ByteBuffer.allocate(UNSET.length());
            channel.position(channel.size() - UNSET.length());
            while (end.hasRemaining() && channel.read(end) >= 0) {
                // Until it is full.
            }
            String comment = new String(end.array(), StandardCharsets.US_ASCII);
            if (!comment.startsWith(WORD)) {
                return NONE;
            }
            return comment.equals(WORD + digest(file)) ? WHOLE : BROKEN;
        } catch (IOException exception) {
            throw new UncheckedIOException(file + ": cannot be read: " + exception, exception);
        }
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = Sha256.start();
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long left = channel.size() - DIGITS;
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (left > 0) {
                buffer.clear().limit((int) Math.min(BUFFER, left));
                int read = channel.read(buffer);
                if (read < 0) {
                    throw new IOException("it became shorter while it was read");
                }
                digest.update(buffer.flip());
                left -= read;
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
