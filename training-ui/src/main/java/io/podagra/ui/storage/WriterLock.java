package io.podagra.ui.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * That one storage alone writes to a run: no second process, and no second storage of this one. The
 * operating system releases it if the process dies.
 */
final class WriterLock implements AutoCloseable {
    /**
     * The file that is locked, beside the storage. It stays, as the lock of the run itself does.
     */
    static final String FILE = ".stats.lock";

    /**
     * Those of this process. Asked before the file is opened: closing any channel to a file drops
     * this process's lock of it (POSIX, fcntl).
     */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private WriterLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Empty if another holds it.
     *
     * @param folder the run's, as {@link Path#toRealPath} names it
     * @throws IOException if the folder cannot be written to
     */
    static Optional<WriterLock> of(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        synchronized (HELD) {
            if (HELD.contains(file)) {
                return Optional.empty();
            }
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                return Optional.empty();
            }
            HELD.add(file);
            return Optional.of(new WriterLock(file, channel));
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            HELD.remove(file);
            channel.close();
        }
    }
}
