package io.podagra.ui.storage;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;

/**
 * The curves, evaluations and trials of one run: {@value #FILE_NAME} in the run's folder. One
 * process at a time writes it, while the run goes on; any number of others read it meanwhile and
 * later, and see within seconds what is written.
 *
 * <p>Opening a file runs nothing that is in it: it holds plain fields of a few known kinds.
 */
public final class RunStatsStorage implements AutoCloseable {
    /** The file's name within the run's folder. */
    public static final String FILE_NAME = "stats.db";

    /** How often curves are recorded unless told otherwise. */
    public static final int DEFAULT_ITERATIONS = 10;

    private final String run;
    private final StatsStorage storage;

    private RunStatsStorage(String run, StatsStorage storage) {
        this.run = run;
        this.storage = storage;
    }

    /**
     * Opens the storage of a run to write to it, creating the file if there is none. The run is
     * named after the folder. What is written survives the process, whatever ends it.
     *
     * @param runFolder an existing folder
     * @throws InvalidInputException if the folder does not exist or cannot be written to, the file
     *     is no such storage, or another process writes to it
     */
    public static RunStatsStorage open(Path runFolder) {
        Path folder = existing(runFolder);
        String run = name(folder);
        WriterLock lock = lock(folder);
        try {
            return new RunStatsStorage(run, RunRecords.writing(folder, run, lock));
        } catch (RuntimeException e) {
            release(lock, e);
            throw e;
        }
    }

    /**
     * Opens what a run has recorded and goes on recording, possibly in another process. The run's
     * folder is only read and may be read-only; the run is named after it, however it was named
     * when it was recorded. Nothing can be written to the storage.
     *
     * @throws InvalidInputException if the folder does not exist, or its file does not or is no
     *     such storage
     */
    public static RunStatsStorage replay(Path runFolder) {
        return replay(runFolder, name(existing(runFolder)));
    }

    /**
     * Opens several as {@link #replay(Path)} does. Of two with the same name the later gets a
     * number.
     */
    public static List<RunStatsStorage> replayAll(List<Path> runFolders) {
        List<RunStatsStorage> opened = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try {
            for (Path folder : runFolders) {
                String own = RunNames.another(name(existing(folder)), names);
                names.add(own);
                opened.add(replay(folder, own));
            }
            return List.copyOf(opened);
        } catch (RuntimeException e) {
            opened.forEach(RunStatsStorage::close);
            throw e;
        }
    }

    private static RunStatsStorage replay(Path runFolder, String run) {
        if (!Files.isRegularFile(runFolder.resolve(FILE_NAME))) {
            throw new InvalidInputException(
                    "There is no "
                            + FILE_NAME
                            + " in "
                            + runFolder
                            + "; give the folder of a run, the one with run.yaml in it.");
        }
        return new RunStatsStorage(run, RunRecords.reading(runFolder, run));
    }

    /** A storage that is gone when the program ends. */
    public static RunStatsStorage inMemory(String run) {
        return new RunStatsStorage(SessionId.ofRun(run), new InMemoryStatsStorage());
    }

    /** The run's name, as the pages show it. */
    public String run() {
        return run;
    }

    /** What the pages in the browser are attached to. */
    public StatsStorage storage() {
        return storage;
    }

    /** As {@link #statsListener(String, int)}, every {@value #DEFAULT_ITERATIONS} iterations. */
    public TrainingListener statsListener(String arm) {
        return statsListener(arm, DEFAULT_ITERATIONS);
    }

    /**
     * The listener to set on an arm's network, which records what Deeplearning4j's pages draw:
     * score, update ratios, standard deviations, learning rates, memory; no histograms. Less often
     * in a long training, of which {@value CurveSeries#MOST} iterations at most are kept. A resumed
     * arm goes on where it was. A failure to record is logged once and does not stop training.
     *
     * @param arm the arm's name; the pages list it as RUN-ARM
     * @param everyNIterations at least 1
     */
    public TrainingListener statsListener(String arm, int everyNIterations) {
        if (everyNIterations < 1) {
            throw new IllegalArgumentException("curves every " + everyNIterations + " iterations");
        }
        String session = SessionId.ofArm(run, arm);
        return new CurveListener(CurveSeries.of(storage, session, everyNIterations), session);
    }

    /** Closes the file. A second call does nothing. */
    @Override
    public void close() {
        if (!storage.isClosed()) {
            try {
                storage.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
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

    private static WriterLock lock(Path folder) {
        try {
            return WriterLock.of(folder.toRealPath())
                    .orElseThrow(
                            () ->
                                    new InvalidInputException(
                                            "The curves in "
                                                    + folder.resolve(FILE_NAME)
                                                    + " are in use by another program that writes"
                                                    + " them; wait until that run has ended."));
        } catch (IOException e) {
            throw new InvalidInputException(
                    "The run folder " + folder + " cannot be written to (" + e + ").", e);
        }
    }

    private static void release(WriterLock lock, RuntimeException reason) {
        try {
            lock.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
