package io.podagra.pipeline.ingest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days as tables and DICOM write them: 2024-03-01, 2024/3/1 or 20240301, with or without a time.
 */
final class Dates {
    private static final Pattern DAY =
            Pattern.compile("(\\d{4})(?<mark>[-/.]?)(\\d{1,2})\\k<mark>(\\d{1,2})(?:[ T].*)?");

    /** Without marks between, fewer digits could be read in two ways. */
    private static final int DIGITS = 8;

    private Dates() {}

    static Optional<LocalDate> parse(String text) {
        Matcher matcher = DAY.matcher(text.strip());
        if (!matcher.matches() || (matcher.group("mark").isEmpty() && !hasAllDigits(matcher))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDate.of(
                            Integer.parseInt(matcher.group(1)),
                            Integer.parseInt(matcher.group(3)),
                            Integer.parseInt(matcher.group(4))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean hasAllDigits(Matcher matcher) {
        return matcher.end(4) - matcher.start(1) == DIGITS;
    }
}
