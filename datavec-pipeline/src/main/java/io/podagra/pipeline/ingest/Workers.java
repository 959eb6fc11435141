package io.podagra.pipeline.ingest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Works on all processors. Not a parallel stream: where that fails, its threads work on. */
final class Workers {
    private static final long FOREVER_DAYS = 365;

    private Workers() {}

    /**
     * The results, in the order of what they are of. When this returns or throws, nothing is being
     * worked on any more.
     *
     * @throws IOException that the work threw unchecked
     */
    static <T, R> List<R> map(List<T> items, Function<T, R> work) throws IOException {
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<R>> futures = new ArrayList<>();
            items.forEach(item -> futures.add(workers.submit(() -> work.apply(item))));
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        } finally {
            end(workers);
        }
    }

    private static IOException unwrapped(Throwable cause) {
        if (cause instanceof UncheckedIOException io) {
            return io.getCause();
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) cause; // a Function throws nothing else
    }

    private static void end(ExecutorService workers) {
        workers.shutdownNow();
        try {
            workers.awaitTermination(FOREVER_DAYS, TimeUnit.DAYS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
