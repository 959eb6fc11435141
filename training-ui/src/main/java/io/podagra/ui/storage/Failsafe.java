package io.podagra.ui.storage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what must never stop training: recording and showing curves. A full disk or a closed storage
 * costs curves, not hours of computation. The first failure is logged, the following ones are
 * silent, since one usually comes with every iteration.
 */
public final class Failsafe {
    private static final Logger LOG = LoggerFactory.getLogger(Failsafe.class);

    private final String task;
    private boolean failed;

    /**
     * @param task what is lost, as the subject of a sentence: "The live curves of arm dorsal"
     */
    public Failsafe(String task) {
        this.task = task;
    }

    /** Does it, or logs why it could not be done. */
    public synchronized void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | LinkageError e) {
            // LinkageError: a class of Deeplearning4j's listener that this machine lacks.
            if (!failed) {
                failed = true;
                LOG.warn("{} cannot be recorded; the run goes on without", task, e);
            }
        }
    }
}
