package io.podagra.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void estimatesTheTimeLeftFromThePaceSoFar() {
        assertThat(Progress.stageState("Drawing", 25, 100, 10_000_000_000L))
                .isEqualTo("Drawing: 25 of 100, 30 s left");
        assertThat(Progress.stageState("Drawing", 100, 100, 10_000_000_000L))
                .isEqualTo("Drawing: 100 of 100");
        assertThat(Progress.stageState("Drawing", 0, 100, 10_000_000_000L))
                .isEqualTo("Drawing: 0 of 100");
    }

    @Test
    void writesDurationsAsAPersonWould() {
        assertThat(Progress.duration(9_400_000_000L)).isEqualTo("9 s");
        assertThat(Progress.duration(200_000_000_000L)).isEqualTo("3 min 20 s");
        assertThat(Progress.duration(7_500_000_000_000L)).isEqualTo("2 h 5 min");
    }
}
