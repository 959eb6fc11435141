package io.podagra.data;

/** Hears how far a long piece of work has come; called from any thread, often. */
@FunctionalInterface
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener SILENT = (done, total) -> {};

    /**
     * @param done units of work finished, from 0 to {@code total}
     * @param total units of work in all
     */
    void progressed(long done, long total);
}
