package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
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

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
