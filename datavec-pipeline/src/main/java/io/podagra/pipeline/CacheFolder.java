package io.podagra.pipeline;

import io.podagra.data.AtomicFiles;
import io.podagra.data.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The files of an {@link ImageCache} and of a {@link FeatureCache}. */
final class CacheFolder {
    private static final String PACK = ".images";
    private static final String FEATURES = ".features";
    private static final String NOTE =
            """
            Decoded images of patients, and what networks computed of them, kept by Podagra so that
            they need not be decoded and computed again.
            The folder can be deleted at any time.
            """;

    // A process may lock a file only once.
    private static final Lock IN_THIS_PROCESS = new ReentrantLock();

    private final Path path;

    CacheFolder(Path path) {
        this.path = path;
    }

    /** Creates the folder, for its owner only, if it is not there. */
    private void create() throws IOException {
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

    /** The name of a file of features. */
    Path features(Digest key) {
        return path.resolve(key.hex() + FEATURES);
    }

    /** What is done in the folder by one process and one thread at a time. */
    @FunctionalInterface
    interface Work<T> {
        T get() throws IOException;
    }

    /** Creates the folder if need be, and works in it while others wait. */
    <T> T locked(Work<T> work) throws IOException {
        IN_THIS_PROCESS.lock();
        try {
            create();
            try (FileChannel channel =
                    FileChannel.open(lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock(); // released with the channel, or if the process dies
                return work.get();
            }
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    /** Who may write in the folder holds this file locked. */
    private Path lock() {
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
            if (isKept(file) && !file.equals(kept)) {
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
            if (isKept(file)
                    || AtomicFiles.isTemporary(file)
                    || file.equals(lock())
                    || file.equals(note())) {
                Files.deleteIfExists(file);
            }
        }
        Files.delete(path);
    }

    private static boolean isKept(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(PACK) || name.endsWith(FEATURES);
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
