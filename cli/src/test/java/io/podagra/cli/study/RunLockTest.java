package io.podagra.cli.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir private Path folder;

    @Test
    void keepsASecondStudyOutUntilItIsClosed() throws IOException {
        RunFolder run = new RunFolder(folder.resolve("run"));
        RunLock first = RunLock.of(run);

        assertThatThrownBy(() -> RunLock.of(run))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(run.path() + ": another study is running in this folder");

        first.close();
        RunLock second = RunLock.of(run);
        assertThat(run.lock()).exists();
        second.close();
    }
}
