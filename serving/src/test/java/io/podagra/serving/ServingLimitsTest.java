package io.podagra.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServingLimitsTest {
    @Test
    void bodiesTogetherLeaveHalfOfTheHeap() {
        ServingLimits limits = ServingLimits.of(1000, 1 << 20, Duration.ofSeconds(1));
        assertThat(3 * limits.heldBytes())
                .isLessThanOrEqualTo(Runtime.getRuntime().maxMemory() / 2);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "100001, 1, 1", "1, 0, 1", "1, 9999999999, 1", "1, 1, 0", "1, 1, -1"})
    void aLimitThatIsNoneIsRefused(int queue, long bodyBytes, long seconds) {
        Duration timeout = Duration.ofSeconds(seconds);
        assertThatThrownBy(() -> ServingLimits.of(queue, bodyBytes, timeout))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("give");
    }
}
