package io.podagra.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Threads that work on one piece each, such as an image, started when there is work and ended when
 * there was none for a while, or on {@link #close()}. Not a parallel stream: where that fails, its
 * threads work on.
 */
public final class Workers implements AutoCloseable {
    /** Start of the threads' names. */
    public static final String THREAD_NAME = "podagra-worker-";

    private static final int IDLE_SECONDS = 10;

    /**
     * Makes one thing of another.
     *
     * @param <T> what it is made of
     * @param <R> what is made
     */
    @FunctionalInterface
    public interface Work<T, R> {
        R of(T item) throws IOException;
    }

    private final ThreadPoolExecutor executor;
    private final Set<Thread> started = ConcurrentHashMap.newKeySet();

    /**
     * @param threads at least 1
     */
    public Workers(int threads) {
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
    public static Workers onAllProcessors() {
        return new Workers(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Does a piece of work for each of 0 to {@code count - 1}, in any order, and returns when all
     * are done. Not even an interrupt makes it return earlier: the caller may then free the memory
     * that is worked in.
     *
     * @throws RuntimeException the failure of the smallest number, if any fails
     */
    public void forEach(int count, IntConsumer work) {
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

    /**
     * The results, in the order of what they are of. A failure or an interrupt ends the work: what
     * is not begun by then is never begun. When this returns or throws, nothing is being worked on
     * any more.
     *
     * @throws IOException that the work threw, as such or unchecked; of several failures the first
     *     in the order of the items
     * @throws InterruptedIOException if the caller is interrupted
     * @throws RuntimeException that the work threw
     */
    public <T, R> List<R> map(List<T> items, Work<T, R> work) throws IOException {
        AtomicBoolean stopped = new AtomicBoolean();
        List<Future<Optional<R>>> pieces = new ArrayList<>();
        for (T item : items) {
            pieces.add(executor.submit(() -> piece(item, work, stopped)));
        }
        List<R> results = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        boolean interrupted = false;
        for (Future<Optional<R>> piece : pieces) {
            boolean done = false;
            while (!done) {
                try {
                    piece.get().ifPresent(results::add);
                    done = true;
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                    done = true;
                } catch (InterruptedException e) { // the running pieces are still waited for
                    stopped.set(true);
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!failures.isEmpty()) {
            throw unwrapped(failures.get(0));
        }
        if (interrupted) {
            throw new InterruptedIOException("stopped");
        }
        return results;
    }

    /** Empty if the work was ended before this piece was begun. */
    private static <T, R> Optional<R> piece(T item, Work<T, R> work, AtomicBoolean stopped)
            throws IOException {
        if (stopped.get()) {
            return Optional.empty();
        }
        boolean done = false;
        try {
            Optional<R> result = Optional.of(work.of(item));
            done = true;
            return result;
        } finally {
            if (!done) {
                stopped.set(true);
            }
        }
    }

    private static IOException unwrapped(Throwable cause) {
        if (cause instanceof IOException io) {
            return io;
        }
        if (cause instanceof UncheckedIOException io) {
            return io.getCause();
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) cause; // a piece of work throws nothing else
    }

    /**
     * Ends the threads and returns when they have ended. Not even an interrupt makes it earlier.
     */
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
