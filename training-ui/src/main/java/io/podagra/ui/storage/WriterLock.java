package io.podagra.ui.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * That one storage alone writes to a run: no second process, and no second storage of this one. The
 * operating system releases it if the process dies.
 */
final class WriterLock implements AutoCloseable {
    /**
     * The file that is locked, beside the storage. It stays, as the lock of the run itself does.
     */
    static final String FILE = ".stats.lock";

    private static final int TRIES = 5;
    private static final long PAUSE_NANOSECONDS = 50_000_000;

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

    /** Several tries, since {@link #isHeld} of another process takes the lock for a moment. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            for (int i = 1; lock == null && i < TRIES; i++) {
                LockSupport.parkNanos(PAUSE_NANOSECONDS);
                lock = channel.tryLock();
            }
            return lock != null;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Whether someone holds it. No, if that cannot be told: a copied run has no such file, and in a
     * folder on another machine's disk there may be no locks.
     */
    static boolean isHeld(Path folder) {
        synchronized (HELD) {
            try {
                Path file = folder.toRealPath().resolve(FILE);
                if (HELD.contains(file)) {
                    return true;
                }
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
                    return lock == null;
                }
            } catch (IOException e) {
                return false;
            }
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
