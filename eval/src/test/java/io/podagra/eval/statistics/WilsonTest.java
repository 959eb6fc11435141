package io.podagra.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WilsonTest {
    private static Interval interval(int successes, int trials) {
        return Wilson.interval(successes, trials, Interval.CONFIDENCE, "image").orElseThrow();
    }

    @Test
    void allSuccessesReachExactlyOneAndNoneExactlyZero() {
        assertThat(IntStream.rangeClosed(1, 2_000))
                .allSatisfy(
                        trials -> {
                            assertThat(interval(trials, trials).high()).isEqualTo(1);
                            assertThat(interval(0, trials).low()).isEqualTo(0);
                        });
    }

    @Test
    void aSingleFailureOrSuccessReachesNeitherEnd() {
        assertThat(interval(49, 50).high()).isLessThan(1);
        assertThat(interval(1, 50).low()).isGreaterThan(0);
    }
}
