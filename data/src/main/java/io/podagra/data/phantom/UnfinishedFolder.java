package io.podagra.data.phantom;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder whose content is deleted when this is closed, or when the program is asked to end (by
 * SIGTERM or Ctrl-C), unless it is finished before.
 */
final class UnfinishedFolder implements AutoCloseable {
    /** What makes the folder a finished one. */
    @FunctionalInterface
    interface LastStep {
        void take() throws IOException;
    }

    /** So many times is the folder emptied while others still write to it at the program's end. */
    private static final int ATTEMPTS = 100;

    private final Path folder;
    private final boolean withFolder;
    private final Thread atExit = new Thread(this::deleteAtExit, "unfinished-cohort");
    private boolean finished;
    private boolean deleted;

    private UnfinishedFolder(Path folder, boolean withFolder) {
        this.folder = folder;
        this.withFolder = withFolder;
    }

    /** The folder itself goes too; it need not exist yet. */
    static UnfinishedFolder whole(Path folder) {
        return watched(new UnfinishedFolder(folder, true));
    }

    /** The folder stays, empty. */
    static UnfinishedFolder contentOf(Path folder) {
        return watched(new UnfinishedFolder(folder, false));
    }

    private static UnfinishedFolder watched(UnfinishedFolder unfinished) {
        Runtime.getRuntime().addShutdownHook(unfinished.atExit);
        return unfinished;
    }

    /**
     * Takes the last step, after which nothing is deleted any more.
     *
     * @throws InterruptedIOException if the content has been deleted because the program ends
     */
    synchronized void finish(LastStep lastStep) throws IOException {
        if (deleted) {
            throw new InterruptedIOException("stopped");
        }
        lastStep.take();
        finished = true;
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The program is ending, the hook runs already.
        }
        delete();
    }

    /** Other threads write on while the program ends: one more file may come between. */
    void deleteAtExit() {
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                delete();
                return;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
    }

    private synchronized void delete() throws IOException {
        if (finished) {
            return;
        }
        deleted = true;
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                if (withFolder || !path.equals(folder)) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
