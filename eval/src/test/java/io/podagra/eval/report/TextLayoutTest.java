package io.podagra.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextLayoutTest {
    @Test
    void breaksBetweenWordsAndBetweenChineseCharacters() {
        assertThat(TextLayout.wrap("one two three", 10, 45)).containsExactly("one two", "three");
        assertThat(TextLayout.wrap("灵敏度与特异度。", 10, 40))
                .as("no line begins with a full stop")
                .containsExactly("灵敏度与", "特异度。");
    }

    @Test
    void cutsWordsThatFitNoLine() {
        assertThat(TextLayout.wrap("abcdefghijklmnop", 10, 45)).containsExactly("abcdefg\u2026");
        assertThat(TextLayout.cut("short", 10, 45)).isEqualTo("short");
    }

    @Test
    void anEmptyTextIsOneLine() {
        assertThat(TextLayout.wrap("", 10, 45)).containsExactly("");
    }
}
