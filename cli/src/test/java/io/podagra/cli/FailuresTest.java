package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void saysWhatToDoWhenMemoryIsShortHoweverDeepTheCause() {
        Throwable failure =
                new ExceptionInInitializerError(
                        new IllegalStateException(new OutOfMemoryError("Cannot allocate")));

        assertThat(Failures.explain(failure))
                .contains("out of memory (Cannot allocate)", "PODAGRA_NATIVE_MB");
    }

    @Test
    void saysWhatToDoWhenTheNativeLibraryDoesNotLoad() {
        assertThat(Failures.explain(new UnsatisfiedLinkError("no jnind4jcpu")))
                .contains("native library cannot be loaded", "PODAGRA_CLASSIFIER");
    }

    @Test
    void namesTheFile() {
        assertThat(Failures.explain(new NoSuchFileException("scores.csv")))
                .isEqualTo("scores.csv: there is no such file or folder");
    }

    @Test
    void asksForAReportOfADefectOfOurs() {
        assertThat(Failures.explain(new NullPointerException("x is null")))
                .contains("NullPointerException", "--verbose");
    }
}
