package io.podagra.pipeline;

import io.podagra.data.AtomicFiles;
import io.podagra.data.OwnerOnly;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The files of an {@link ImageCache}. */
final class CacheFolder {
    private static final String PACK = ".images";
    private static final String NOTE =
            """
            Decoded images of patients, kept by Podagra so that they need not be decoded again.
            The folder can be deleted at any time.
            """;

    private final Path path;

    CacheFolder(Path path) {
        this.path = path;
    }

    /** Creates the folder, for its owner only, if it is not there. */
    void create() throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.createDirectory(path, OwnerOnly.folder(path));
        }
        if (!Files.exists(note())) {
            AtomicFiles.writeString(note(), NOTE);
        }
    }

    /** The name of a file of images. */
    Path pack(Digest key) {
        return path.resolve(key.hex() + PACK);
    }

    /** Who may write in the folder holds this file locked. */
    Path lock() {
        return path.resolve(".lock");
    }

    private Path note() {
        return path.resolve("README.txt");
    }

    /**
     * Deletes what killed processes left, and then the files used longest ago.
     *
     * @param bytes that a file has or will have, which is not counted and not deleted itself
     * @throws IOException if there is not as much room on the disk
     */
    void makeRoom(long bytes, long maximumBytes, Path kept) throws IOException {
        for (Path file : files()) {
            if (AtomicFiles.isTemporary(file)) {
                Files.deleteIfExists(file);
            }
        }
        List<Path> others = new ArrayList<>();
        long total = bytes;
        for (Path file : files()) {
            if (file.getFileName().toString().endsWith(PACK) && !file.equals(kept)) {
                others.add(file);
                total += Files.size(file);
            }
        }
        others.sort(Comparator.comparing(CacheFolder::lastUse));
        for (Path file : others) {
            if (total > maximumBytes) {
                total -= Files.size(file);
                Files.delete(file);
            }
        }
        if (!Files.exists(kept) && Files.getFileStore(path).getUsableSpace() < bytes) {
            throw new FileSystemException(
                    path.toString(), null, "the disk has no room for %,d bytes".formatted(bytes));
        }
    }

    private static FileTime lastUse(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** Deletes the folder, and in it what is ours. */
    void delete() throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (name.endsWith(PACK)
                    || AtomicFiles.isTemporary(file)
                    || file.equals(lock())
                    || file.equals(note())) {
                Files.deleteIfExists(file);
            }
        }
        Files.delete(path);
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> content = Files.newDirectoryStream(path)) {
            content.forEach(files::add);
        }
        return files;
    }

    /** What the system said, with the file it said it of. */
    static String reason(IOException e) {
        if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getFile() + ": " + failure.getReason();
        }
        return e instanceof FileSystemException failure
                ? failure.getFile() + ": " + e.getClass().getSimpleName()
                : String.valueOf(e.getMessage());
    }
}
