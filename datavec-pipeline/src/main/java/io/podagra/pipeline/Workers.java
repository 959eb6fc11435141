package io.podagra.pipeline;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.bytedeco.opencv.global.opencv_core;

/**
 * Threads that work on one image each, started when there is work and ended when there was none for
 * a while, or on {@link #close()}.
 */
final class Workers implements AutoCloseable {
    /** Start of the threads' names. */
    static final String THREAD_NAME = "podagra-image-";

    private static final int IDLE_SECONDS = 10;

    static {
        // An image is too little to be divided among threads, and OpenCV's own would get in the
        // way of these. For the whole process, which works on images in threads everywhere.
        opencv_core.setNumThreads(1);
    }

    private final ThreadPoolExecutor executor;

    /**
     * @param threads at least 1
     */
    Workers(int threads) {
        AtomicInteger number = new AtomicInteger();
        this.executor =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread =
                                    new Thread(task, THREAD_NAME + number.getAndIncrement());
                            thread.setDaemon(true);
                            return thread;
                        });
        executor.allowCoreThreadTimeOut(true);
    }

    /** As many threads as there are processors. */
    static Workers onAllProcessors() {
        return new Workers(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Does a piece of work for each of 0 to {@code count - 1}, in any order, and returns when all
     * are done. Not even an interrupt makes it return earlier: the caller may then free the memory
     * that is worked in.
     *
     * @throws RuntimeException the failure of the smallest number, if any fails
     */
    void forEach(int count, IntConsumer work) {
        CompletableFuture<?>[] pieces =
                IntStream.range(0, count)
                        .mapToObj(
                                index ->
                                        CompletableFuture.runAsync(
                                                () -> work.accept(index), executor))
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(pieces).exceptionally(failure -> null).join();
        for (CompletableFuture<?> piece : pieces) {
            try {
                piece.join();
            } catch (CompletionException e) {
                throw causeOf(e);
            }
        }
    }

    private static RuntimeException causeOf(CompletionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException failure ? failure : e;
    }

    /** Ends the threads and returns when they have ended. */
    @Override
    public void close() {
        executor.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = executor.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
