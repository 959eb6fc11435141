package io.podagra.ui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GuessesTest {
    private final AtomicLong nanos = new AtomicLong(-1);
    private final Guesses guesses = new Guesses(nanos::get);

    @Test
    void whoGuessesTooOftenIsNotListenedToUntilTheMinuteIsOver() {
        for (int i = 1; i < Guesses.MOST; i++) {
            assertThat(guesses.addWrong("192.0.2.7")).isFalse();
        }
        assertThat(guesses.areTooMany("192.0.2.7")).isFalse();
        assertThat(guesses.addWrong("192.0.2.7")).isTrue();
        assertThat(guesses.areTooMany("192.0.2.7")).isTrue();
        nanos.addAndGet(Guesses.PERIOD.toNanos() + 1);
        assertThat(guesses.areTooMany("192.0.2.7")).isFalse();
    }

    @Test
    void othersAreStillListenedTo() {
        for (int i = 0; i < Guesses.MOST; i++) {
            guesses.addWrong("192.0.2.7");
        }
        assertThat(guesses.areTooMany("192.0.2.8")).isFalse();
    }
}
