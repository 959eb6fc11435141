package io.podagra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InvalidInputExceptionTest {
    @Test
    void oneProblemIsItsMessage() {
        InvalidInputException e = new InvalidInputException("row 3 is empty; remove it");

        assertThat(e).hasMessage("row 3 is empty; remove it");
        assertThat(e.problems()).containsExactly("row 3 is empty; remove it");
    }

    @Test
    void keepsTheCause() {
        Exception cause = new IllegalStateException("why");

        assertThat(new InvalidInputException("what", cause)).hasMessage("what").hasCause(cause);
    }

    @Test
    void twentyProblemsAreAllShown() {
        List<String> problems = numbered(20);

        assertThat(new InvalidInputException(problems)).hasMessage(String.join("\n", problems));
    }

    @Test
    void ofMoreTheFirstTwentyAreShownAndTheRestCounted() {
        InvalidInputException e = new InvalidInputException(numbered(23));

        assertThat(e.getMessage().lines())
                .hasSize(21)
                .startsWith("problem 1")
                .endsWith("problem 20", "... and 3 more");
        assertThat(e.problems()).hasSize(23);
    }

    @Test
    void needsAProblem() {
        assertThatThrownBy(() -> new InvalidInputException(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> numbered(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "problem " + i).toList();
    }
}
