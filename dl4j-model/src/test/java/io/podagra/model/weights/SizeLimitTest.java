package io.podagra.model.weights;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SizeLimitTest {
    private final SizeLimit limit = new SizeLimit(Path.of("large.pth"));

    @Test
    void aResNetFitsSeveralTimes() {
        assertThatCode(() -> limit.add(7 * 25_600_000L)).doesNotThrowAnyException();
    }

    @Test
    void refusesWhatIsTooMuchAllTogether() {
        limit.add(150_000_000);

        assertThatThrownBy(() -> limit.add(60_000_000))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "large.pth: it holds more than 200,000,000 numbers, a ResNet-50 has 26"
                                + " million; give another file");
    }
}
