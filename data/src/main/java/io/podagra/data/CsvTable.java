package io.podagra.data;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table read from a CSV file: RFC 4180 in UTF-8, with or without a byte order mark, either line
 * end, blank lines ignored, spaces around a value dropped.
 *
 * <p>Names of required columns are found in any case and known by their lower-case spelling; every
 * other name stays as written. Columns without a name are dropped: spreadsheets leave them behind.
 */
public final class CsvTable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * @param line the line of the file at which the row starts, the header's being 1
     * @param values by column, in the order of the header
     */
    public record Row(long line, Map<String, String> values) {
        /** The value of a required column, or of one that {@link #has} says is there. */
        public String get(String column) {
            return values.get(column);
        }

        public boolean has(String column) {
            return values.containsKey(column);
        }
    }

    private final List<String> columns;
    private final List<Row> rows;

    private CsvTable(List<String> columns, List<Row> rows) {
        this.columns = List.copyOf(columns);
        this.rows = List.copyOf(rows);
    }

    /** The names of the columns that have one, in the order of the header. */
    public List<String> columns() {
        return columns;
    }

    /** The readable rows, in the order of the file. */
    public List<Row> rows() {
        return rows;
    }

    /**
     * Reads a file, adding rows of the wrong length to the problems and leaving them out.
     *
     * @throws InvalidInputException if there is no row, a required column is missing or the file is
     *     not CSV, so that no row can be looked at
     */
    public static CsvTable read(Path file, List<String> required, Problems problems)
            throws IOException {
        return parse(file, decode(file), ',', required, problems);
    }

    /**
     * Reads a table whose text somebody else decoded, adding rows of the wrong length to the
     * problems and leaving them out.
     *
     * @param file where the text is from, for messages
     * @param text without a byte order mark
     * @param separator between the values of a row
     * @param required columns that must be there
     * @throws InvalidInputException if there is no row, a required column is missing or the text is
     *     not CSV, so that no row can be looked at
     */
    public static CsvTable parse(
            Path file, String text, char separator, List<String> required, Problems problems)
            throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(separator).get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            return read(file, parser, required, problems);
        } catch (UncheckedIOException e) {
            // What the parser's iterator throws for a quote that is never closed and the like.
            throw new InvalidInputException(
                    file
                            + ": not a CSV file, "
                            + e.getCause().getMessage()
                            + "; close every quote, and double a quote inside a quoted value",
                    e);
        }
    }

    private static CsvTable read(
            Path file, CSVParser parser, List<String> required, Problems problems) {
        List<String> columns = null;
        List<Row> rows = new ArrayList<>();
        Iterator<CSVRecord> records = parser.iterator();
        while (true) {
            // Asked before hasNext(), which reads the record and with it moves past its lines.
            long line = parser.getCurrentLineNumber() + 1;
            if (!records.hasNext()) {
                break;
            }
            CSVRecord values = records.next();
            if (isBlank(values)) {
                continue;
            }
            if (columns == null) {
                columns = header(file, values, required);
            } else if (values.size() != columns.size()) {
                problems.add(
                        line,
                        "has "
                                + values.size()
                                + " values where the header has "
                                + columns.size()
                                + " columns; quote values that contain a comma");
            } else {
                rows.add(row(line, columns, values));
            }
        }
        if (columns == null) {
            throw new InvalidInputException(
                    file + ": is empty, expected a header with the columns " + list(required));
        }
        if (rows.isEmpty()) {
            problems.add("has no readable row below the header, expected one for each image");
            problems.throwIfAny();
        }
        return new CsvTable(columns.stream().filter(name -> !name.isEmpty()).toList(), rows);
    }

    private static boolean isBlank(CSVRecord values) {
        return values.stream().allMatch(String::isBlank);
    }

    private static List<String> header(Path file, CSVRecord names, List<String> required) {
        List<String> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            String stripped = name.strip();
            String column =
                    required.stream()
                            .filter(stripped::equalsIgnoreCase)
                            .findFirst()
                            .orElse(stripped);
            if (!column.isEmpty() && !seen.add(column)) {
                throw new InvalidInputException(
                        file + ": column " + column + " is there twice; rename or remove one");
            }
            columns.add(column);
        }
        List<String> missing = required.stream().filter(name -> !columns.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new InvalidInputException(
                    file
                            + ": no column "
                            + list(missing)
                            + "; the first row must name "
                            + list(required)
                            + ", found "
                            + list(columns)
                            + separatorHint(columns));
        }
        return columns;
    }

    private static String separatorHint(List<String> columns) {
        boolean one = columns.size() == 1;
        if (one && (columns.get(0).contains(";") || columns.get(0).contains("\t"))) {
            return "; separate the columns with commas";
        }
        return "";
    }

    private static Row row(long line, List<String> columns, CSVRecord values) {
        Map<String, String> byColumn = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).isEmpty()) {
                byColumn.put(columns.get(i), values.get(i).strip());
            }
        }
        return new Row(line, byColumn);
    }

    /** Strict: a table in another encoding would give patients and files wrong names silently. */
    private static String decode(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        if (result.isError()) {
            long line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new InvalidInputException(
                    file + ", row " + line + ": is not UTF-8 text; save the file as UTF-8");
        }
        String text = out.flip().toString();
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static String list(List<String> names) {
        return String.join(", ", names);
    }
}
