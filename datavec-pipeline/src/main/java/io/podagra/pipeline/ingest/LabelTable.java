package io.podagra.pipeline.ingest;

import io.podagra.data.CsvTable;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Problems;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A hospital's table of labels, whatever its encoding, separator and column names. Each row says
 * which images it is of: by file, else by SOPInstanceUID, else by patient and view.
 */
final class LabelTable {
    /**
     * One row.
     *
     * @param line where it starts in the file, the header's being 1
     * @param values that are not blank
     */
    record Row(long line, Map<LabelColumn, String> values) {
        Optional<String> get(LabelColumn column) {
            return Optional.ofNullable(values.get(column));
        }
    }

    private final LabelText source;
    private final List<Row> rows;

    private LabelTable(LabelText source, List<Row> rows) {
        this.source = source;
        this.rows = List.copyOf(rows);
    }

    /**
     * Reads a table.
     *
     * @param names of columns that are called otherwise than {@link LabelColumn#word}
     * @param encoding to be taken instead of the one that is detected
     * @throws InvalidInputException if it is no table, or has not the columns that are needed
     */
    static LabelTable read(Path file, Map<LabelColumn, String> names, Optional<Charset> encoding)
            throws IOException {
        LabelText text = LabelText.read(file, encoding);
        Problems problems = new Problems(file);
        List<String> required = new ArrayList<>(names.values());
        required.add(names.getOrDefault(LabelColumn.LABEL, LabelColumn.LABEL.word()));
        CsvTable table =
                CsvTable.parse(
                        file,
                        text.text(),
                        text.separator(),
                        required.stream().distinct().toList(),
                        problems);
        problems.throwIfAny();
        Map<LabelColumn, String> columns = columns(table, names);
        requireKey(file, columns);
        return new LabelTable(text, table.rows().stream().map(row -> row(row, columns)).toList());
    }

    private static Map<LabelColumn, String> columns(
            CsvTable table, Map<LabelColumn, String> names) {
        Map<LabelColumn, String> columns = new EnumMap<>(LabelColumn.class);
        for (LabelColumn column : LabelColumn.values()) {
            String name = names.getOrDefault(column, column.word());
            table.columns().stream()
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .ifPresent(found -> columns.put(column, found));
        }
        return columns;
    }

    private static void requireKey(Path file, Map<LabelColumn, String> columns) {
        boolean byPatient =
                columns.containsKey(LabelColumn.PATIENT_ID)
                        && columns.containsKey(LabelColumn.VIEW);
        if (!byPatient
                && !columns.containsKey(LabelColumn.IMAGE)
                && !columns.containsKey(LabelColumn.SOP_INSTANCE_UID)) {
            throw new InvalidInputException(
                    file
                            + ": no column says which images a row is of; expected image,"
                            + " sop_instance_uid, or patient_id and view, or the names of such"
                            + " columns by --column, as in --column image=File");
        }
    }

    private static Row row(CsvTable.Row row, Map<LabelColumn, String> columns) {
        return new Row(
                row.line(),
                Arrays.stream(LabelColumn.values())
                        .filter(columns::containsKey)
                        .filter(column -> !row.get(columns.get(column)).isEmpty())
                        .collect(
                                Collectors.toMap(
                                        column -> column, column -> row.get(columns.get(column)))));
    }

    LabelText source() {
        return source;
    }

    List<Row> rows() {
        return rows;
    }
}
