package io.podagra.cli.study;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** Keeps a second process out of a run folder; the operating system releases it if we die. */
final class RunLock implements AutoCloseable {
    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock, creating the run folder.
     *
     * @throws InvalidInputException if another process works in the run
     */
    static RunLock of(RunFolder run) throws IOException {
        Files.createDirectories(run.path());
        FileChannel channel =
                FileChannel.open(run.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new RunLock(channel);
            }
        } catch (OverlappingFileLockException exception) {
            channel.close();
            throw inUse(run);
        }
        channel.close();
        throw inUse(run);
    }

    private static InvalidInputException inUse(RunFolder run) {
        return new InvalidInputException(
                "%s: another study is running in this folder; wait until it ends, or give --out another folder"
                        .formatted(run.path()));
    }

    @Override
    public void close() throws IOException {
        // The file stays: removing it would let two others each hold a lock of its name.
        channel.close();
    }
}
