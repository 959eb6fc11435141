package io.podagra.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
     * Replaces {@code file}, creating the folders above it. The content is on the disk before the
     * file gets its name.
     *
     * @throws FileSystemException if writing or renaming fails; {@code file} is then unchanged. It
     *     names {@code file}, or another file if the content tells of one that it could not read
     * @throws InterruptedIOException if the content says that it was interrupted
     */
    public static void write(Path file, PathWriter content) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(
                    file.toString(), null, "is a folder; give the path of a file");
        }
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw failure(file, "is in a folder that cannot be created (" + reason(e) + ")", e);
        }
        Path temporary = temporary(file);
        try {
            replace(file, temporary, content);
        } catch (InterruptedIOException | ClosedByInterruptException e) {
            throw e;
        } catch (FileSystemException e) {
            String named = e.getFile();
            boolean ours =
                    named == null
                            || named.startsWith(temporary.toString())
                            || named.equals(file.toString());
            throw ours ? unwritable(file, e) : e;
        } catch (IOException e) {
            throw unwritable(file, e);
        } finally {
            // What went wrong before says more than that nothing could be cleared away.
            deleteQuietly(temporary);
        }
    }

    private static void replace(Path file, Path temporary, PathWriter content) throws IOException {
        content.writeTo(temporary);
        // Else a power failure may leave the new name with nothing in it.
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(
                temporary,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void deleteQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // It keeps a name that isTemporary knows.
        }
    }

    private static FileSystemException unwritable(Path file, IOException cause) {
        String why =
                "cannot be written (" + reason(cause) + "); free space or choose another place";
        return failure(file, why, cause);
    }

    private static FileSystemException failure(Path file, String reason, IOException cause) {
        FileSystemException failure = new FileSystemException(file.toString(), null, reason);
        failure.initCause(cause);
        return failure;
    }

    /** What the system said, without the name of a file that the user does not know. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (e instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is a file";
        }
        if (e instanceof NoSuchFileException) {
            return "No such file or folder";
        }
        String said = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return said == null ? e.getClass().getSimpleName() : said;
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
     * A path beside a file for what is needed while that is made, of a name that {@link
     * #isTemporary} knows and nobody else uses. Nothing is there; who writes there deletes it.
     */
    public static Path temporary(Path file) {
        // Not createTempFile: its files are for their owner only, a result follows the user's
        // umask.
        return file.toAbsolutePath()
                .resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    }

    /**
     * Whether a file is a temporary one of this class, or one that its writer made beside it with a
     * longer name: what is left where a process was killed while it wrote.
     */
    public static boolean isTemporary(Path file) {
        return TEMPORARY.matcher(file.getFileName().toString()).matches();
    }
}
