package io.podagra.eval.statistics;

import static io.podagra.eval.statistics.References.expected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.eval.Method;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClopperPearsonTest {
    static List<String> names() {
        return References.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isTheBetaIntervalOfStatsmodels(String name) {
        for (Method method : Method.values()) {
            ConfusionCounts counts = ConfusionCounts.at(0.5, References.table(name).scores(method));
            Interval interval = interval(counts.tp() + counts.tn(), counts.images());

            assertThat(interval.low())
                    .isCloseTo(expected(name, method.word() + ".clopperPearson.low"), within(1e-9));
            assertThat(interval.high())
                    .isCloseTo(
                            expected(name, method.word() + ".clopperPearson.high"), within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 799})
    void allAndNoneAreSolvedByHand(int trials) {
        double end = Math.pow(0.025, 1.0 / trials);

        assertThat(interval(trials, trials).low()).isCloseTo(end, within(1e-12));
        assertThat(interval(trials, trials).high()).isEqualTo(1);
        assertThat(interval(0, trials).low()).isEqualTo(0);
        assertThat(interval(0, trials).high()).isCloseTo(1 - end, within(1e-12));
    }

    @Test
    void failuresAreSuccessesTurnedRound() {
        assertThat(IntStream.rangeClosed(0, 30))
                .allSatisfy(
                        successes ->
                                assertThat(interval(30 - successes, 30).low())
                                        .isCloseTo(
                                                1 - interval(successes, 30).high(), within(1e-12)));
    }

    @Test
    void isWiderThanWilsons() {
        assertThat(IntStream.rangeClosed(1, 49))
                .allSatisfy(
                        successes ->
                                assertThat(interval(successes, 50).width())
                                        .isGreaterThan(
                                                Wilson.interval(successes, 50, 0.95, "image")
                                                        .orElseThrow()
                                                        .width()));
    }

    @Test
    void nothingCountedHasNone() {
        assertThat(ClopperPearson.interval(0, 0, 0.95, "abnormal image").reason())
                .contains("no abnormal image");
    }

    private static Interval interval(int successes, int trials) {
        return ClopperPearson.interval(successes, trials, 0.95, "image").orElseThrow();
    }
}
