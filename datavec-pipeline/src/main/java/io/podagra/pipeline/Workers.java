package io.podagra.pipeline;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Set<Thread> started = ConcurrentHashMap.newKeySet();

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
                            started.removeIf(old -> old.getState() == Thread.State.TERMINATED);
                            started.add(thread);
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

    /** Ends the threads and returns when they have ended, not even on an interrupt earlier. */
    @Override
    public void close() {
        executor.shutdown();
        // Not awaitTermination, which returns while the last threads are still on their way out.
        boolean interrupted = false;
        for (Thread thread : started) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
