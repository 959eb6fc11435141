package io.podagra.data;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Which images become the test part of a split. */
public sealed interface SplitScheme {
    /** The scheme in a few words for a report, naming no patient and no folder. */
    String words();

    /**
     * A share of the units, drawn at random.
     *
     * @param testFraction the share of all patients, and of the images of each view and label, that
     *     the test part is meant to get, in (0, 1); the paper's 6:4 is 0.4
     */
    record AtRandom(double testFraction) implements SplitScheme {
        /**
         * @throws InvalidInputException if the fraction is not between 0 and 1
         */
        public AtRandom {
            SplitSettings.requireFraction("testFraction", testFraction);
        }

        @Override
        public String words() {
            return String.format(Locale.ROOT, "%.0f %% at random for testing", 100 * testFraction);
        }
    }

    /**
     * One of several equal shares for cross-validation. One seed makes one set of folds, so that
     * each image is in the test part of exactly one of them.
     *
     * @param number of the fold that is the test part, from 1
     * @param folds how many there are, at least 2
     */
    record Fold(int number, int folds) implements SplitScheme {
        /**
         * @throws InvalidInputException if there is no such fold
         */
        public Fold {
            if (folds < 2) {
                throw new InvalidInputException(
                        "folds is " + folds + ", expected a number of at least 2");
            }
            if (number < 1 || number > folds) {
                throw new InvalidInputException(
                        "fold is %d, expected the number of the fold to test on, from 1 to %d"
                                .formatted(number, folds));
            }
        }

        @Override
        public String words() {
            return "fold %d of %d for testing".formatted(number, folds);
        }
    }

    /**
     * What a column of the manifest singles out, for validation at another place, on another device
     * or at a later time.
     *
     * <p>The test part is exactly the images that the column says. A patient with images on both
     * sides is refused when patients are the unit: to test on all of a patient's images would test
     * on some of the wrong site or time, and to leave some out is a decision about the data, for
     * their owner to make in the manifest.
     */
    sealed interface HoldOut extends SplitScheme {
        /** The manifest's column, in any case; none of those that every manifest must have. */
        String column();
    }

    /**
     * The images with certain values in a column, such as a site.
     *
     * @param values at least one; compared as they are written
     */
    record HoldOutValues(String column, List<String> values) implements HoldOut {
        /**
         * @throws InvalidInputException if there is no value
         */
        public HoldOutValues {
            requireNonNull(column, "column is null");
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new InvalidInputException(
                        "holdOut has no values for the column %s, expected those of the test images"
                                .formatted(column));
            }
        }

        @Override
        public String words() {
            return "held out for testing: %s %s".formatted(column, String.join(", ", values));
        }
    }

    /**
     * The images of a day or later.
     *
     * @param column dates by ISO 8601, such as {@code 2024-03-01} or {@code 20240301}, with or
     *     without a time, of which the day is taken as it is written
     * @param from the first day of the test images
     */
    record HoldOutFrom(String column, LocalDate from) implements HoldOut {
        public HoldOutFrom {
            requireNonNull(column, "column is null");
            requireNonNull(from, "from is null");
        }

        @Override
        public String words() {
            return "held out for testing: %s from %s on".formatted(column, from);
        }
    }

    /**
     * A split that was made before.
     *
     * @param file as {@link Split#write} writes it
     */
    record FromFile(Path file) implements SplitScheme {
        public FromFile {
            requireNonNull(file, "file is null");
        }

        @Override
        public String words() {
            return "as given in " + file.getFileName();
        }
    }
}
