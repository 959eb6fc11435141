package io.podagra.eval.statistics;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;

/**
 * Why a figure is undefined. The pattern is kept beside what it is filled with, so that a report in
 * another language can look it up.
 *
 * @param pattern an English phrase without capital and full stop, with places as {@link
 *     String#format} has them
 * @param arguments what fills the places
 */
public record Reason(String pattern, List<Object> arguments) {
    public Reason {
        requireNonNull(pattern, "pattern is null");
        arguments = List.copyOf(arguments);
    }

    /** The phrase in English, such as {@code no abnormal image}. */
    public String text() {
        return String.format(Locale.ROOT, pattern, arguments.toArray());
    }

    @Override
    public String toString() {
        return text();
    }
}
