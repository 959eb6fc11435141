package io.podagra.pipeline.dicom;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The last net under a decoder that may not end on damaged data. Java cannot stop a thread that
 * does not listen: it is left behind at the lowest priority, and ends with the process.
 *
 * @param limit after which nobody waits any longer
 */
record TimeLimit(Duration limit) {
    /**
     * Works in a thread of its own.
     *
     * @throws DicomException what the work throws; or, following "a frame that", that it took too
     *     long or was interrupted
     */
    <T> T call(Callable<T> work) throws DicomException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "podagra-decoder");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new DicomException(
                    "is damaged: its decoding took longer than %,d seconds"
                            .formatted(limit.toSeconds()),
                    e);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new DicomException("was not decoded, for the work was interrupted", e);
        }
    }

    private static DicomException unwrapped(Throwable cause) {
        if (cause instanceof DicomException refusal) {
            return refusal;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw cause instanceof RuntimeException failure
                ? failure
                : new IllegalStateException(cause);
    }
}
