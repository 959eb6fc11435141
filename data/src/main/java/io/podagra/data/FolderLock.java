package io.podagra.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second process out of a folder that one writes into; the operating system releases it if
 * we die.
 */
public final class FolderLock implements AutoCloseable {
    /** The file that is locked, in the folder. */
    public static final String FILE = ".lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a folder, creating it.
     *
     * @param what works in such folders, such as {@code study}, to be named to whoever comes second
     * @throws InvalidInputException if another process, or this one, holds the lock already
     * @throws IOException if the folder cannot be written to
     */
    public static FolderLock of(Path folder, String what) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isLocked(channel)) {
            return new FolderLock(channel);
        }
        channel.close();
        throw new InvalidInputException(
                "%s: another %s is running in this folder; wait until it ends, or give --out another folder"
                        .formatted(folder, what));
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) { // held by this process
            return false;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        // The file stays: removing it would let two others each hold a lock of its name.
        channel.close();
    }
}
