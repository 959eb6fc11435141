package io.podagra.ui.storage;

import java.nio.file.Path;

/** A storage that belongs to a run in a folder, where more about the run is found. */
public interface RunFolderSource {
    /** The run's folder. */
    Path folder();

    /** The run's name, under which its records are found. */
    String run();

    /** Whether a process, this one or another, has the run open to write to it. */
    boolean isBeingWritten();
}
