package io.podagra.model.weights;

import io.podagra.data.InvalidInputException;
import java.nio.file.Path;

/**
 * Bounds how many numbers are read from a file before it is known what it is: a ResNet-50 has 26
 * million, and a file of another network, or one made to exhaust the memory, may claim any number.
 */
final class SizeLimit {
    private static final long NUMBERS = 200_000_000;

    private final Path file;
    private long left = NUMBERS;

    SizeLimit(Path file) {
        this.file = file;
    }

    /**
     * @throws InvalidInputException if they are too many, with those before
     */
    void add(long numbers) {
        left -= numbers;
        if (left < 0) {
            throw new InvalidInputException(
                    "%s: it holds more than %,d numbers, a ResNet-50 has 26 million; give another file"
                            .formatted(file, NUMBERS));
        }
    }
}
