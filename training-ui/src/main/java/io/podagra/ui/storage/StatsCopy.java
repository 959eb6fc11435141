package io.podagra.ui.storage;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary copy of a run's curves, because opening them writes to their file. With the file come
 * the logs that MapDB keeps beside it under longer names.
 */
final class StatsCopy {
    private final Path folder;
    private final Path file;

    private StatsCopy(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    /**
     * @throws InvalidInputException if another program writes to the file, or it cannot be copied
     */
    static StatsCopy of(Path original) {
        try (FileChannel channel = FileChannel.open(original, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            if (lock == null) {
                throw RunStatsStorage.inUse(original, null);
            }
            return copy(original);
        } catch (OverlappingFileLockException e) {
            throw RunStatsStorage.inUse(original, e);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "The curves in "
                            + original
                            + " cannot be copied to a temporary folder to show them ("
                            + e
                            + "); see that the file can be read and that "
                            + System.getProperty("java.io.tmpdir")
                            + " has room.",
                    e);
        }
    }

    private static StatsCopy copy(Path original) throws IOException {
        String name = original.getFileName().toString();
        Path folder = Files.createTempDirectory("podagra-curves-");
        StatsCopy copy = new StatsCopy(folder, folder.resolve(name));
        try {
            for (Path path : list(original.toAbsolutePath().getParent())) {
                String beside = path.getFileName().toString();
                if (beside.startsWith(name) && Files.isRegularFile(path)) {
                    // Copied as a stream: a read-only file's copy must not be read-only too.
                    Path target = folder.resolve(beside);
                    try (var out = Files.newOutputStream(target)) {
                        Files.copy(path, out);
                    }
                }
            }
        } catch (IOException e) {
            copy.delete();
            throw e;
        }
        return copy;
    }

    Path file() {
        return file;
    }

    /** As well as can be when the program ends without {@link #delete}. */
    void deleteAtExit() {
        try {
            // Java deletes the last one named first.
            folder.toFile().deleteOnExit();
            list(folder).forEach(path -> path.toFile().deleteOnExit());
        } catch (IOException e) {
            // A folder that stays among the temporary ones does no harm.
        }
    }

    void delete() {
        try {
            for (Path path : list(folder)) {
                Files.deleteIfExists(path);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // A folder that stays among the temporary ones does no harm.
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
