package io.podagra.cli.settings;

import static java.util.Objects.requireNonNull;

import io.podagra.data.InvalidInputException;
import io.podagra.data.NearDuplicateTreatment;
import io.podagra.data.SplitScheme;
import io.podagra.data.SplitSettings;
import io.podagra.data.SplitUnit;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The split, as settings spell it: every way to choose test images has its keys, and at most one
 * way is chosen. {@link #settings} gives what the split itself needs.
 *
 * @param unit see {@link SplitSettings#unit}
 * @param nearDuplicates see {@link SplitSettings#nearDuplicates}
 * @param testFraction see {@link SplitScheme.AtRandom}; holds where no other way is chosen
 * @param validationFraction see {@link SplitSettings#validationFraction}
 * @param folds see {@link SplitScheme.Fold}; 0 for none
 * @param fold the number of the fold that is the test part; 0 if it is not chosen yet
 * @param holdOut test images by a column
 * @param file see {@link SplitScheme.FromFile}; empty for none
 */
public record SplitSection(
        SplitUnit unit,
        NearDuplicateTreatment nearDuplicates,
        double testFraction,
        double validationFraction,
        int folds,
        int fold,
        HoldOutSection holdOut,
        String file) {
    /**
     * Test images by a column of the manifest; see {@link SplitScheme.HoldOut}.
     *
     * @param column its name; empty for no hold-out
     * @param values of the test images; empty where {@code from} is given
     * @param from the first day of the test images, by ISO 8601; empty where values are given
     */
    public record HoldOutSection(String column, List<String> values, String from) {
        static final HoldOutSection NONE = new HoldOutSection("", List.of(), "");

        public HoldOutSection {
            requireNonNull(column, "column is null");
            values = List.copyOf(requireNonNull(values, "values is null"));
            requireNonNull(from, "from is null");
            if (column.isEmpty() && !(values.isEmpty() && from.isEmpty())) {
                throw new InvalidInputException(
                        "column is missing, expected the manifest's column that holds "
                                + (values.isEmpty() ? from : String.join(", ", values)));
            }
            if (!column.isEmpty() && values.isEmpty() == from.isEmpty()) {
                throw new InvalidInputException(
                        "%s of values and from for the column %s, expected one of them"
                                .formatted(values.isEmpty() ? "none" : "both", column));
            }
            day(from);
        }

        private static Optional<LocalDate> day(String from) {
            try {
                return from.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(from));
            } catch (DateTimeException exception) {
                throw new InvalidInputException(
                        "from is '%s', expected a day such as 2024-03-01".formatted(from),
                        exception);
            }
        }

        private Optional<SplitScheme> scheme() {
            if (column.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    day(from)
                            .<SplitScheme>map(day -> new SplitScheme.HoldOutFrom(column, day))
                            .orElseGet(() -> new SplitScheme.HoldOutValues(column, values)));
        }
    }

    /**
     * @throws InvalidInputException if a value is out of range, or more than one way to choose the
     *     test images is given
     */
    public SplitSection {
        requireNonNull(unit, "unit is null");
        requireNonNull(nearDuplicates, "nearDuplicates is null");
        requireNonNull(holdOut, "holdOut is null");
        requireNonNull(file, "file is null");
        List<String> ways = new ArrayList<>();
        if (folds != 0) {
            ways.add("folds");
        }
        if (!holdOut.column().isEmpty()) {
            ways.add("holdOut");
        }
        if (!file.isEmpty()) {
            ways.add("file");
        }
        if (ways.size() > 1) {
            throw new InvalidInputException(
                    "%s are given, expected one way to choose the test images; leave the others out"
                            .formatted(String.join(" and ", ways)));
        }
        if (folds == 0 && fold != 0) {
            throw new InvalidInputException(
                    "fold is %d, but folds is 0; give the number of folds too".formatted(fold));
        }
        // Whatever else is out of range is refused by what it is for.
        new SplitScheme.AtRandom(testFraction);
        SplitSettings.defaults().withValidationFraction(validationFraction);
        if (folds != 0) {
            new SplitScheme.Fold(fold == 0 ? 1 : fold, folds);
        }
    }

    static SplitSection defaults() {
        SplitSettings defaults = SplitSettings.defaults();
        return new SplitSection(
                defaults.unit(),
                defaults.nearDuplicates(),
                ((SplitScheme.AtRandom) defaults.scheme()).testFraction(),
                defaults.validationFraction(),
                0,
                0,
                HoldOutSection.NONE,
                "");
    }

    /**
     * What the split needs.
     *
     * @throws InvalidInputException if there are folds and none is chosen
     */
    SplitSettings settings(long seed) {
        return settings(scheme(fold), seed);
    }

    /** One for each fold if there are folds and none is chosen, else one. */
    List<SplitSettings> each(long seed) {
        return folds == 0 || fold != 0
                ? List.of(settings(seed))
                : IntStream.rangeClosed(1, folds)
                        .mapToObj(number -> settings(scheme(number), seed))
                        .toList();
    }

    private SplitSettings settings(SplitScheme scheme, long seed) {
        return new SplitSettings(scheme, validationFraction, unit, nearDuplicates, seed);
    }

    private SplitScheme scheme(int number) {
        if (folds != 0) {
            if (number == 0) {
                throw new InvalidInputException(
                        "split.fold is missing, expected the number of the fold to test on, from 1 to %d"
                                .formatted(folds));
            }
            return new SplitScheme.Fold(number, folds);
        }
        if (!file.isEmpty()) {
            return new SplitScheme.FromFile(Path.of(file));
        }
        return holdOut.scheme().orElseGet(() -> new SplitScheme.AtRandom(testFraction));
    }
}
