package io.podagra.ui.storage;

import io.podagra.data.InvalidInputException;
import io.podagra.ui.server.TrainingUi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.ui.model.storage.FileStatsStorage;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.mapdb.DBException;

/**
 * The curves, evaluations and trials of one run: {@value #FILE_NAME} in the run's folder, written
 * while the run goes on and replayed by opening it again. One process at a time can have it open.
 *
 * <p>The file is Deeplearning4j's {@link FileStatsStorage}, which deserialises Java objects when it
 * is opened: open only files of runs you trust, as with the model beside it.
 */
public final class RunStatsStorage implements AutoCloseable {
    /** The file's name within the run's folder. */
    public static final String FILE_NAME = "stats.db";

    /** How often curves are recorded unless told otherwise. */
    public static final int DEFAULT_ITERATIONS = 10;

    private final String run;
    private final StatsStorage storage;
    private final Runnable afterClosing;

    private RunStatsStorage(String run, StatsStorage storage, Runnable afterClosing) {
        this.run = run;
        this.storage = storage;
        this.afterClosing = afterClosing;
    }

    /**
     * Opens the storage of a run to write to it, creating the file if there is none. The run is
     * named after the folder.
     *
     * @param runFolder an existing folder
     * @throws InvalidInputException if the folder does not exist, the file is no such storage, or
     *     another process has it open
     */
    public static RunStatsStorage open(Path runFolder) {
        Path folder = existing(runFolder);
        Path file = folder.resolve(FILE_NAME);
        return new RunStatsStorage(name(folder), openFile(file, file), () -> {});
    }

    /**
     * Opens a temporary copy of what a run has recorded, which is deleted on closing. The run's own
     * folder is only read and may be read-only.
     *
     * @throws InvalidInputException as {@link #open}, and if there is no such file or it cannot be
     *     copied
     */
    public static RunStatsStorage replay(Path runFolder) {
        Path file = existing(runFolder).resolve(FILE_NAME);
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(
                    "There is no "
                            + FILE_NAME
                            + " in "
                            + runFolder
                            + "; give the folder of a run, the one with run.yaml in it.");
        }
        String run = name(runFolder);
        StatsCopy copy = StatsCopy.of(file);
        try {
            StatsStorage storage = openFile(copy.file(), file);
            copy.deleteAtExit();
            return new RunStatsStorage(run, storage, copy::delete);
        } catch (InvalidInputException e) {
            copy.delete();
            throw e;
        }
    }

    /** A storage that is gone when the program ends. */
    public static RunStatsStorage inMemory(String run) {
        return new RunStatsStorage(SessionId.ofRun(run), new InMemoryStatsStorage(), () -> {});
    }

    /** The run's name, as the pages show it. */
    public String run() {
        return run;
    }

    /** What {@link TrainingUi#attach} takes. */
    public StatsStorage storage() {
        return storage;
    }

    /** As {@link #statsListener(String, int)}, every {@value #DEFAULT_ITERATIONS} iterations. */
    public TrainingListener statsListener(String arm) {
        return statsListener(arm, DEFAULT_ITERATIONS);
    }

    /**
     * The listener to set on an arm's network, which records what Deeplearning4j's pages draw:
     * score, update ratios, standard deviations, learning rates, memory; no histograms. A resumed
     * arm goes on where it was. A failure to record is logged once and does not stop training.
     *
     * @param arm the arm's name; the pages list it as RUN-ARM
     * @param everyNIterations at least 1
     */
    public TrainingListener statsListener(String arm, int everyNIterations) {
        return new CurveListener(
                storage, SessionId.ofArm(run, arm), new CurveSettings(everyNIterations));
    }

    /** Writes what is left and closes the file. A second call does nothing. */
    @Override
    public void close() {
        if (!storage.isClosed()) {
            try {
                storage.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                afterClosing.run();
            }
        }
    }

    private static Path existing(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException(
                    "The run folder " + folder + " does not exist or is no folder.");
        }
        return folder;
    }

    private static String name(Path folder) {
        try {
            Path name = folder.toRealPath().getFileName();
            return SessionId.ofRun(name == null ? "run" : name.toString());
        } catch (IOException e) {
            throw new InvalidInputException("The run folder " + folder + " cannot be read.", e);
        }
    }

    /**
     * @param named the file that messages name
     */
    private static StatsStorage openFile(Path file, Path named) {
        try {
            return new FileStatsStorage(file.toFile());
        } catch (DBException.FileLocked e) {
            throw inUse(named, e);
        } catch (RuntimeException | LinkageError e) {
            throw new InvalidInputException(
                    "The file "
                            + named
                            + " is no readable storage of training curves ("
                            + e.getClass().getSimpleName()
                            + "); move it away to record anew.",
                    e);
        }
    }

    static InvalidInputException inUse(Path file, Throwable cause) {
        return new InvalidInputException(
                "The curves in "
                        + file
                        + " are in use by another program; wait until that run or 'podagra ui'"
                        + " has ended.",
                cause);
    }
}
