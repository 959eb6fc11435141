package io.podagra.model.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The small files of src/test/golden/files.py, and what they hold. */
final class TestFiles {
    private TestFiles() {}

    static Path copy(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = TestFiles.class.getResourceAsStream(name)) {
            Files.copy(in, file);
        }
        return file;
    }

    /** 0, 0.5, 1, ... */
    static float[] ramp(int count) {
        float[] values = new float[count];
        for (int index = 0; index < count; index++) {
            values[index] = index * 0.5f;
        }
        return values;
    }
}
