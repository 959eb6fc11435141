package io.podagra.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A damaged file may be read wrongly, but ends in no other failure than that of a user's input. */
class DamagedFilesTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"small.safetensors, 1", "views.pt, 3", "keras-old.h5, 17", "keras-model.h5, 97"})
    void cutAnywhere(String name, int step) throws IOException {
        byte[] whole = Files.readAllBytes(TestFiles.copy(name, folder));
        for (int length = 0; length < whole.length; length += step) {
            check(Arrays.copyOf(whole, length), name + " cut to " + length);
        }
    }

    @ParameterizedTest
    @CsvSource({"small.safetensors, 1", "views.pt, 3", "keras-old.h5, 17", "keras-model.h5, 97"})
    void changedAnywhere(String name, int step) throws IOException {
        byte[] whole = Files.readAllBytes(TestFiles.copy(name, folder));
        for (int place = 0; place < whole.length; place += step) {
            byte[] changed = whole.clone();
            changed[place] ^= (byte) 0xff;
            check(changed, name + " changed at " + place);
        }
    }

    private void check(byte[] content, String what) throws IOException {
        Path file = folder.resolve("damaged");
        Files.write(file, content);
        Throwable failure = catchThrowable(() -> FileKind.of(file).read(file));
        if (failure != null) {
            assertThat(failure).as(what).isInstanceOf(InvalidInputException.class);
            assertThat(failure).as(what).hasMessageStartingWith(file.toString());
        }
    }
}
