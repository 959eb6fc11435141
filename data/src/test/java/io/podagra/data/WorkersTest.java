package io.podagra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WorkersTest {
    @Test
    void everyPieceIsDoneOnce() {
        AtomicIntegerArray done = new AtomicIntegerArray(1000);
        try (Workers workers = new Workers(4)) {
            workers.forEach(1000, done::incrementAndGet);
        }
        for (int index = 0; index < 1000; index++) {
            assertThat(done.get(index)).isEqualTo(1);
        }
    }

    @Test
    void failureOfTheSmallestNumberIsThrownWhenAllAreDone() {
        AtomicIntegerArray done = new AtomicIntegerArray(8);
        try (Workers workers = new Workers(4)) {
            assertThatThrownBy(
                            () ->
                                    workers.forEach(
                                            8,
                                            index -> {
                                                done.incrementAndGet(index);
                                                if (index == 2 || index == 5) {
                                                    throw new IllegalStateException("at " + index);
                                                }
                                            }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("at 2");
        }
        assertThat(done).hasToString("[1, 1, 1, 1, 1, 1, 1, 1]");
    }

    @Test
    void errorIsThrownAsItIs() {
        try (Workers workers = new Workers(1)) {
            assertThatThrownBy(
                            () ->
                                    workers.forEach(
                                            1,
                                            index -> {
                                                throw new OutOfMemoryError("planted");
                                            }))
                    .isInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    void interruptDoesNotLeaveWorkBehindAndIsNotForgotten() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicIntegerArray done = new AtomicIntegerArray(2);
        Thread caller =
                new Thread(
                        () -> {
                            try (Workers workers = new Workers(1)) {
                                workers.forEach(
                                        1,
                                        index -> {
                                            begun.countDown();
                                            awaitQuietly(goOn);
                                            done.set(0, 1);
                                        });
                                done.set(1, done.get(0));
                            }
                            done.addAndGet(1, Thread.currentThread().isInterrupted() ? 10 : 0);
                        });
        caller.start();
        begun.await();
        caller.interrupt();
        goOn.countDown();
        caller.join();

        assertThat(done.get(1)).isEqualTo(11);
    }

    @Test
    void resultsAreInTheOrderOfWhatTheyAreOf() throws IOException {
        List<Integer> items = IntStream.range(0, 1000).boxed().toList();
        try (Workers workers = new Workers(4)) {
            assertThat(workers.map(items, item -> 2 * item))
                    .isEqualTo(items.stream().map(item -> 2 * item).toList());
        }
    }

    @Test
    void failureEndsTheWorkBeforeItIsThrown() {
        AtomicInteger begun = new AtomicInteger();
        IOException failure = new IOException("planted");
        try (Workers workers = new Workers(1)) {
            assertThatThrownBy(
                            () ->
                                    workers.map(
                                            List.of(1, 2, 3),
                                            item -> {
                                                if (begun.incrementAndGet() == 2) {
                                                    throw failure;
                                                }
                                                return item;
                                            }))
                    .isSameAs(failure);
        }
        assertThat(begun).hasValue(2);
    }

    @Test
    void uncheckedFailuresAreThrownAsWhatTheyAre() {
        IOException failure = new IOException("planted");
        try (Workers workers = new Workers(2)) {
            assertThatThrownBy(() -> workers.map(List.of(1), item -> fail(new OutOfMemoryError())))
                    .isInstanceOf(OutOfMemoryError.class);
            assertThatThrownBy(
                            () ->
                                    workers.map(
                                            List.of(1),
                                            item -> {
                                                throw new UncheckedIOException(failure);
                                            }))
                    .isSameAs(failure);
        }
    }

    private static Integer fail(Error error) {
        throw error;
    }

    @Test
    void interruptEndsTheWorkThatIsNotBegunAndIsNotForgotten() throws IOException {
        AtomicInteger begun = new AtomicInteger();
        try (Workers workers = new Workers(1)) {
            Thread caller = Thread.currentThread();
            assertThatThrownBy(
                            () ->
                                    workers.map(
                                            IntStream.range(0, 100).boxed().toList(),
                                            item -> {
                                                begun.incrementAndGet();
                                                caller.interrupt();
                                                awaitStopOf(caller);
                                                return item;
                                            }))
                    .isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(begun).hasValue(1);
    }

    /** Its interrupt is taken in, and with it the work stopped, before it waits again. */
    private static void awaitStopOf(Thread caller) {
        while (caller.isInterrupted() || caller.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
