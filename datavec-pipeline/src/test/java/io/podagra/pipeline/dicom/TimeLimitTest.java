package io.podagra.pipeline.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private static final TimeLimit LONG = new TimeLimit(Duration.ofMinutes(5));

    @Test
    void workThatDoesNotEndIsRefusedThoughItDoesNotListen() {
        CountDownLatch never = new CountDownLatch(1);
        try {
            assertThatThrownBy(() -> new TimeLimit(Duration.ofSeconds(0)).call(() -> await(never)))
                    .isInstanceOf(DicomException.class)
                    .hasMessage("is damaged: its decoding took longer than 0 seconds");
        } finally {
            never.countDown();
        }
    }

    /** As a decoder's loop, which asks for no interrupt. */
    private static boolean await(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return true;
            } catch (InterruptedException e) {
                // goes on
            }
        }
    }

    @Test
    void workThatEndsIsHandedOver() throws DicomException {
        assertThat(LONG.<String>call(() -> "done")).isEqualTo("done");
    }

    @Test
    void whatTheWorkThrowsIsThrown() {
        DicomException refusal = new DicomException("is damaged");
        OutOfMemoryError error = new OutOfMemoryError("of a test");
        IllegalArgumentException failure = new IllegalArgumentException("of a test");

        assertThatThrownBy(() -> LONG.call(() -> fail(refusal))).isSameAs(refusal);
        assertThatThrownBy(() -> LONG.call(() -> fail(failure))).isSameAs(failure);
        assertThatThrownBy(
                        () ->
                                LONG.call(
                                        () -> {
                                            throw error;
                                        }))
                .isSameAs(error);
    }

    private static boolean fail(Exception e) throws Exception {
        throw e;
    }

    @Test
    void interruptEndsTheWaiting() {
        CountDownLatch never = new CountDownLatch(1);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> LONG.call(() -> await(never)))
                    .isInstanceOf(DicomException.class)
                    .hasMessageContaining("interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
            never.countDown();
        }
    }
}
