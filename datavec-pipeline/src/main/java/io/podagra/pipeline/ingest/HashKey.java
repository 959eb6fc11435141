package io.podagra.pipeline.ingest;

import io.podagra.data.InvalidInputException;
import io.podagra.data.OwnerOnly;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret under which identifiers are hashed, by HMAC-SHA-256 (RFC 2104, FIPS 180-4). Without a
 * key, whoever knows a hospital's numbers could hash them all and find each patient.
 */
final class HashKey {
    /** What is hashed: equal texts of two kinds get different hashes. */
    enum Kind {
        PATIENT,
        STUDY,
        IMAGE,
        /** A source file, by its path. */
        FILE,
        /** A source file, by its bytes. */
        CONTENT,
        /** The source folder, by its path. */
        SOURCE,
        /** The source folder, by what is in it. */
        TREE,
        /** The key itself. */
        KEY
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{64}");
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final byte[] secret;
    private final boolean created;

    private HashKey(byte[] secret, boolean created) {
        this.secret = secret;
        this.created = created;
    }

    /**
     * Reads the key, or makes one where there is no file, for its owner only.
     *
     * @throws InvalidInputException if the file holds no key, or others may read it
     */
    static HashKey of(Path file) throws IOException {
        if (Files.notExists(file)) {
            try {
                return create(file);
            } catch (FileAlreadyExistsException e) {
                // Another process was faster; its key is the key.
            }
        }
        return read(file);
    }

    private static HashKey create(Path file) throws IOException {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        String text = HexFormat.of().formatHex(secret) + "\n";
        Path folder = file.toAbsolutePath().getParent();
        if (Files.notExists(folder)) {
            Files.createDirectories(folder, OwnerOnly.folder(folder));
        }
        Path temporary =
                folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            // With its permissions from the start: there is no moment when others can read it.
            Files.createFile(temporary, OwnerOnly.file(temporary));
            Files.writeString(temporary, text, StandardOpenOption.WRITE);
            giveName(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return new HashKey(secret, true);
    }

    /** Whole or not at all, and never in place of a key that another process made meanwhile. */
    private static void giveName(Path temporary, Path file) throws IOException {
        try {
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) { // no links there
            Files.move(temporary, file);
        }
    }

    private static HashKey read(Path file) throws IOException {
        requirePrivate(file);
        String text;
        try {
            text = Files.readString(file).strip().toLowerCase(Locale.ROOT);
        } catch (CharacterCodingException e) {
            text = "";
        }
        if (!HEXADECIMAL.matcher(text).matches()) {
            throw new InvalidInputException(
                    file
                            + ": holds no key of 64 hexadecimal digits; give another file by --key,"
                            + " or one that does not exist, to have a key made");
        }
        return new HashKey(HexFormat.of().parseHex(text), false);
    }

    private static void requirePrivate(Path file) throws IOException {
        if (!posix()) {
            return;
        }
        Set<PosixFilePermission> others = Files.getPosixFilePermissions(file);
        others.removeAll(OWNER);
        others.remove(PosixFilePermission.OWNER_EXECUTE);
        if (!others.isEmpty()) {
            throw new InvalidInputException(
                    "%s: others than its owner may use the key (mode %s), and with it find out who the patients are; run chmod 600 on it"
                            .formatted(
                                    file,
                                    PosixFilePermissions.toString(
                                            Files.getPosixFilePermissions(file))));
        }
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /** Whether there was no key before. */
    boolean created() {
        return created;
    }

    /**
     * Hashes a text.
     *
     * @param digits hexadecimal digits of the hash that are kept; 16 of them coincide by chance for
     *     two of a million patients once in 37 million cohorts
     */
    String hash(Kind kind, String text, int digits) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((kind.name() + "\0").getBytes(StandardCharsets.UTF_8));
            byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, digits);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
