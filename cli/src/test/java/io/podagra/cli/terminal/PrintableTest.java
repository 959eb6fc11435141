package io.podagra.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void whatAPersonCanReadStaysAsItIs() {
        assertThat(Printable.of("Größe 4 µm, 跖趾关节, \"left\""))
                .isEqualTo("Größe 4 µm, 跖趾关节, \"left\"");
    }

    /** Escape, the one-character CSI, a new line, and a turn of the direction of writing. */
    @Test
    void whatSteersATerminalIsAQuestionMark() {
        assertThat(Printable.of("a\u001b[2Jb\u009b31mc\nd\u202ee")).isEqualTo("a?[2Jb?31mc?d?e");
    }
}
