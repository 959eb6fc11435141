package io.podagra.eval;

import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.data.View;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads one {@code scores.csv}, collecting every problem before it gives up. */
final class ScoreTableReader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Double.parseDouble alone would take {@code NaN}, {@code 0x1p-1} and {@code 1d}. */
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /** Empty lines are kept so that line numbers stay those of the file. */
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get();

    private final Path csv;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final Map<String, Long> lineOfImage = new HashMap<>();

    ScoreTableReader(Path csv) {
        this.csv = csv;
    }

    /** The images of the file, at least one. */
    List<ScoredImage> read() {
        requireFile();
        List<ScoredImage> images = new ArrayList<>();
        try (Reader reader = open();
                CSVParser parser = FORMAT.parse(reader)) {
            long line = 1;
            for (CSVRecord row : parser) {
                if (columns.isEmpty()) {
                    readHeader(row);
                } else if (!isBlank(row)) {
                    readRow(row, line).ifPresent(images::add);
                }
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (CharacterCodingException e) {
            throw unreadable("is not UTF-8 text; save it as UTF-8", e);
        } catch (IOException | UncheckedIOException e) {
            throw unreadable("cannot be read as CSV (%s)".formatted(e.getMessage()), e);
        }
        if (columns.isEmpty()) {
            problem("is empty; expected a header line with " + expectedColumns());
        } else if (problems.isEmpty() && images.isEmpty()) {
            problem("has a header but no image; expected one line for each scored image");
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return images;
    }

    private void requireFile() {
        if (Files.isDirectory(csv)) {
            problem("is a folder; give the CSV file of scores itself");
        } else if (!Files.exists(csv)) {
            problem("does not exist; check the path of the scores");
        } else if (!Files.isReadable(csv)) {
            problem("may not be read; check its permissions");
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /** Spreadsheets put a byte order mark before the first column's name. */
    private Reader open() throws IOException {
        BufferedReader reader = Files.newBufferedReader(csv, StandardCharsets.UTF_8);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    private InvalidInputException unreadable(String sentence, Exception cause) {
        return new InvalidInputException("%s %s.".formatted(csv, sentence), cause);
    }

    private void readHeader(CSVRecord row) {
        for (int i = 0; i < row.size(); i++) {
            String name = row.get(i).strip();
            if (columns.put(name, i) != null && isKnown(name)) {
                problem("line 1: column '%s' occurs twice; remove one".formatted(name));
            }
        }
        List<String> missing =
                requiredColumns().stream().filter(name -> !columns.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            problem(
                    "line 1: no column %s; the columns found are %s"
                            .formatted(quoted(missing), quoted(List.copyOf(columns.keySet()))));
        }
        if (methodsPresent().isEmpty()) {
            problem(
                    "line 1: no column of scores; expected 'score_single', 'score_multiple' or"
                            + " both");
        }
        if (!problems.isEmpty()) {
            // Rows cannot be judged against columns that are not there.
            throw new InvalidInputException(problems);
        }
    }

    private Optional<ScoredImage> readRow(CSVRecord row, long line) {
        int before = problems.size();
        String imageId = text(row, line, ScoreTable.IMAGE_ID);
        String patientId = text(row, line, ScoreTable.PATIENT_ID);
        String view = view(row, line);
        Optional<Label> label = label(row, line);
        Map<Method, Double> scores = new EnumMap<>(Method.class);
        for (Method method : methodsPresent()) {
            score(row, line, method).ifPresent(score -> scores.put(method, score));
        }
        Long first = imageId.isEmpty() ? null : lineOfImage.putIfAbsent(imageId, line);
        if (first != null) {
            problem(
                    line,
                    ScoreTable.IMAGE_ID,
                    "'%s' stands on line %d already; keep one line for each image"
                            .formatted(imageId, first));
        }
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(
                        new ScoredImage(imageId, patientId, view, label.orElseThrow(), scores));
    }

    private String text(CSVRecord row, long line, String column) {
        String value = cell(row, column);
        if (value.isEmpty()) {
            problem(line, column, "is empty; expected an identifier");
        }
        return value;
    }

    private String view(CSVRecord row, long line) {
        String value = cell(row, ScoreTable.VIEW);
        try {
            return new View(value).name();
        } catch (IllegalArgumentException e) {
            problem(line, ScoreTable.VIEW, e.getMessage());
            return value;
        }
    }

    private Optional<Label> label(CSVRecord row, long line) {
        String value = cell(row, ScoreTable.LABEL);
        return switch (value) {
            case "0" -> Optional.of(Label.NORMAL);
            case "1" -> Optional.of(Label.ABNORMAL);
            default -> {
                problem(
                        line,
                        ScoreTable.LABEL,
                        "'%s' is no label; expected 1 (abnormal) or 0 (normal)".formatted(value));
                yield Optional.empty();
            }
        };
    }

    private Optional<Double> score(CSVRecord row, long line, Method method) {
        String value = cell(row, method.column());
        if (NUMBER.matcher(value).matches()) {
            double score = Double.parseDouble(value);
            if (score >= 0 && score <= 1) {
                return Optional.of(score);
            }
        }
        problem(
                line,
                method.column(),
                "'%s' is no score; expected a number from 0 to 1".formatted(value));
        return Optional.empty();
    }

    /** The stripped text of a cell; empty if the row is too short to have it. */
    private String cell(CSVRecord row, String column) {
        int index = columns.get(column);
        return index < row.size() ? row.get(index).strip() : "";
    }

    private static boolean isBlank(CSVRecord row) {
        return row.size() == 1 && row.get(0).isBlank();
    }

    private List<Method> methodsPresent() {
        return Arrays.stream(Method.values())
                .filter(method -> columns.containsKey(method.column()))
                .toList();
    }

    private static List<String> requiredColumns() {
        return List.of(
                ScoreTable.IMAGE_ID, ScoreTable.PATIENT_ID, ScoreTable.VIEW, ScoreTable.LABEL);
    }

    private static boolean isKnown(String column) {
        return requiredColumns().contains(column)
                || Arrays.stream(Method.values()).anyMatch(m -> m.column().equals(column));
    }

    private static String expectedColumns() {
        return quoted(requiredColumns()) + ", 'score_single' and 'score_multiple'";
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    private void problem(String sentence) {
        problems.add("%s %s.".formatted(csv, sentence));
    }

    private void problem(long line, String column, String sentence) {
        problems.add("%s line %d, column %s: %s.".formatted(csv, line, column, sentence));
    }
}
