package io.podagra.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file, so that its author hears everything at once. */
public final class Problems {
    private record Problem(long line, String sentence) {}

    private final Path file;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param file that all problems are of
     */
    public Problems(Path file) {
        this.file = file;
    }

    /** Of the file as a whole. */
    public void add(String sentence) {
        problems.add(new Problem(0, file + ": " + sentence));
    }

    /** Of a row, by the line it starts at. */
    public void add(long line, String sentence) {
        problems.add(new Problem(line, file + ", row " + line + ": " + sentence));
    }

    /** Of one value. */
    public void add(CsvTable.Row row, String column, String sentence) {
        problems.add(
                new Problem(
                        row.line(),
                        file + ", row " + row.line() + ", column " + column + ": " + sentence));
    }

    /**
     * @throws InvalidInputException if there is any problem; they are in the order of the rows
     */
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidInputException(
                    problems.stream()
                            .sorted(Comparator.comparingLong(Problem::line))
                            .map(Problem::sentence)
                            .toList());
        }
    }
}
