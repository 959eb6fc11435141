package io.podagra.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Writes files so that a final name always holds a whole file: content goes to a temporary file in
 * the same folder, which is then renamed. A writer that fails leaves the old file as it was and no
 * temporary file behind.
 */
public final class AtomicFiles {
    private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.[0-9a-f-]{36}\\.tmp(\\..+)?");

    private AtomicFiles() {}

    /** Writes to the temporary path it is given. */
    @FunctionalInterface
    public interface PathWriter {
        void writeTo(Path temporary) throws IOException;
    }

    /** Writes text to the writer it is given, which it need not close. */
    @FunctionalInterface
    public interface TextWriter {
        void writeTo(BufferedWriter writer) throws IOException;
    }

    /**
     * Replaces {@code file}, creating the folders above it.
     *
     * @throws IOException if writing or renaming fails; {@code file} is then unchanged
     */
    public static void write(Path file, PathWriter content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        // Not createTempFile: its files are for their owner only, a result follows the user's
        // umask.
        Path temporary =
                folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            content.writeTo(temporary);
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** As {@link #write}, for UTF-8 text. */
    public static void writeText(Path file, TextWriter content) throws IOException {
        write(
                file,
                temporary -> {
                    try (BufferedWriter writer =
                            Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
                        content.writeTo(writer);
                    }
                });
    }

    /** As {@link #write}, for UTF-8 text that is at hand as a whole. */
    public static void writeString(Path file, String content) throws IOException {
        writeText(file, writer -> writer.write(content));
    }

    /**
     * Whether a file is a temporary one of this class, or one that its writer made beside it with a
     * longer name: what is left where a process was killed while it wrote.
     */
    public static boolean isTemporary(Path file) {
        return TEMPORARY.matcher(file.getFileName().toString()).matches();
    }
}
