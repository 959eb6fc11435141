package io.podagra.serving;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What whoever may ask has to know. */
final class Secret {
    /** 192 bits, 32 characters. */
    private static final int BYTES = 24;

    /** A bearer token's characters (RFC 6750, section 2.1), so many that guessing is hopeless. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{32,256}=*");

    private static final int LONGEST_FILE = 1024;
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    private final byte[] text;

    private Secret(String text) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
    }

    static Secret random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * Reads one from a file that nobody but its owner may read.
     *
     * @throws InvalidInputException if others may, or if it holds no token
     */
    static Secret ofFile(Path file) {
        String text;
        try {
            requireOwnerOnly(file);
            try (InputStream in = Files.newInputStream(file)) {
                text = new String(in.readNBytes(LONGEST_FILE), StandardCharsets.UTF_8).strip();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!TOKEN.matcher(text).matches()) {
            throw new InvalidInputException(
                    "%s: holds no token; expected one line of 32 to 256 letters, digits and . _ ~ + / -, such as 'openssl rand -hex 24' prints"
                            .formatted(file));
        }
        return new Secret(text);
    }

    private static void requireOwnerOnly(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
        open.retainAll(Files.getPosixFilePermissions(file));
        if (!open.isEmpty()) {
            throw new InvalidInputException(
                    "%s: others than its owner may read or change it; give it mode 600"
                            .formatted(file));
        }
    }

    /** Takes as long whichever character is the first wrong one. */
    boolean is(String guess) {
        return MessageDigest.isEqual(text, guess.getBytes(StandardCharsets.UTF_8));
    }

    /** For the one who may know it. */
    String reveal() {
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Keeps it out of logs. */
    @Override
    public String toString() {
        return "(secret)";
    }
}
