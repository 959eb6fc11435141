package io.podagra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir private Path parent;

    @Test
    void keepsASecondOneOutUntilItIsClosed() throws IOException {
        Path folder = parent.resolve("run");
        FolderLock first = FolderLock.of(folder, "study");

        assertThatThrownBy(() -> FolderLock.of(folder, "study"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(folder + ": another study is running in this folder");

        first.close();
        FolderLock second = FolderLock.of(folder, "study");
        assertThat(folder.resolve(FolderLock.FILE)).exists();
        second.close();
    }
}
