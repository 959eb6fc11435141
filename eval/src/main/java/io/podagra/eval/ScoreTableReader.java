package io.podagra.eval;

import io.podagra.data.CsvTable;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.data.Problems;
import io.podagra.data.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one {@code scores.csv}, collecting every problem before it gives up. */
final class ScoreTableReader {
    private static final List<String> REQUIRED =
            List.of(ScoreTable.IMAGE_ID, ScoreTable.PATIENT_ID, ScoreTable.VIEW, ScoreTable.LABEL);

    /** Double.parseDouble alone would take {@code NaN}, {@code 0x1p-1} and {@code 1d}. */
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private final Path csv;
    private final Problems problems;
    private final Map<String, Long> lineOfImage = new HashMap<>();

    ScoreTableReader(Path csv) {
        this.csv = csv;
        this.problems = new Problems(csv);
    }

    /** The images of the file, at least one. */
    List<ScoredImage> read() {
        requireFile();
        CsvTable table = table();
        Map<Method, String> columns = scoreColumns(table.columns());
        List<ScoredImage> images = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            image(row, columns).ifPresent(images::add);
        }
        problems.throwIfAny();
        return images;
    }

    /** As the file spells them: in any case, as the other columns, so that none is overlooked. */
    private Map<Method, String> scoreColumns(List<String> columns) {
        Map<Method, String> found = new EnumMap<>(Method.class);
        for (Method method : Method.values()) {
            for (String column : columns) {
                if (column.equalsIgnoreCase(method.column())
                        && found.putIfAbsent(method, column) != null) {
                    problems.add(
                            "column %s is there twice; rename or remove one"
                                    .formatted(method.column()));
                }
            }
        }
        if (found.isEmpty()) {
            problems.add(
                    "no column of scores; the first row must name score_single, score_multiple or"
                            + " both, found "
                            + String.join(", ", columns));
            // Rows cannot be judged against columns that are not there.
            problems.throwIfAny();
        }
        return found;
    }

    private void requireFile() {
        if (Files.isDirectory(csv)) {
            problems.add("is a folder; give the CSV file of scores itself");
        } else if (!Files.exists(csv)) {
            problems.add("does not exist; check the path of the scores");
        } else if (!Files.isReadable(csv)) {
            problems.add("may not be read; check its permissions");
        }
        problems.throwIfAny();
    }

    private CsvTable table() {
        try {
            return CsvTable.read(csv, REQUIRED, problems);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "%s: cannot be read (%s)".formatted(csv, e.getMessage()), e);
        }
    }

    /** Empty when the row has a problem; all of its columns are looked at first. */
    private Optional<ScoredImage> image(CsvTable.Row row, Map<Method, String> columns) {
        Optional<String> imageId = identifier(row, ScoreTable.IMAGE_ID);
        Optional<String> patientId = identifier(row, ScoreTable.PATIENT_ID);
        Optional<String> view = view(row);
        Optional<Label> label = label(row);
        Map<Method, Double> scores = new EnumMap<>(Method.class);
        columns.forEach(
                (method, column) ->
                        score(row, column).ifPresent(score -> scores.put(method, score)));
        boolean whole =
                patientId.isPresent()
                        && view.isPresent()
                        && label.isPresent()
                        && scores.size() == columns.size();
        if (imageId.isEmpty() || !isFirst(row, imageId.get()) || !whole) {
            return Optional.empty();
        }
        return Optional.of(
                new ScoredImage(
                        imageId.get(),
                        patientId.get(),
                        view.get(),
                        label.get(),
                        scores,
                        attributes(row, columns.values())));
    }

    private static Map<String, String> attributes(
            CsvTable.Row row, Collection<String> scoreColumns) {
        Map<String, String> attributes = new HashMap<>(row.values());
        attributes.keySet().removeAll(REQUIRED);
        attributes.keySet().removeAll(scoreColumns);
        return attributes;
    }

    private boolean isFirst(CsvTable.Row row, String imageId) {
        Long first = lineOfImage.putIfAbsent(imageId, row.line());
        if (first != null) {
            problems.add(
                    row,
                    ScoreTable.IMAGE_ID,
                    "'%s' is already in row %d; keep one row for each image"
                            .formatted(imageId, first));
        }
        return first == null;
    }

    private Optional<String> identifier(CsvTable.Row row, String column) {
        String value = row.get(column);
        if (value.isEmpty()) {
            problems.add(row, column, "is empty, expected an identifier");
            return Optional.empty();
        }
        return Optional.of(value);
    }

    private Optional<String> view(CsvTable.Row row) {
        try {
            return Optional.of(new View(row.get(ScoreTable.VIEW)).name());
        } catch (IllegalArgumentException e) {
            problems.add(row, ScoreTable.VIEW, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Label> label(CsvTable.Row row) {
        String value = row.get(ScoreTable.LABEL);
        return switch (value) {
            case "0" -> Optional.of(Label.NORMAL);
            case "1" -> Optional.of(Label.ABNORMAL);
            default -> {
                problems.add(
                        row,
                        ScoreTable.LABEL,
                        "found '%s', expected 1 (abnormal) or 0 (normal)".formatted(value));
                yield Optional.empty();
            }
        };
    }

    private Optional<Double> score(CsvTable.Row row, String column) {
        String value = row.get(column);
        if (NUMBER.matcher(value).matches()) {
            double score = Double.parseDouble(value);
            if (score >= 0 && score <= 1) {
                return Optional.of(score);
            }
        }
        problems.add(row, column, "found '%s', expected a number from 0 to 1".formatted(value));
        return Optional.empty();
    }
}
