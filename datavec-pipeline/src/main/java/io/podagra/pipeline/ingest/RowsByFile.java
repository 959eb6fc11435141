package io.podagra.pipeline.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which rows of a table name which file. A row that is no file's path from the source names the one
 * file whose path ends as the row's does, or whose path the row's ends with: tables leave folders
 * out, and may be of another machine.
 */
final class RowsByFile {
    private final Map<String, List<LabelTable.Row>> rows = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    /**
     * @param rows that name files
     * @param files every file of the source
     */
    RowsByFile(List<LabelTable.Row> rows, List<SourceName> files) {
        Set<String> paths = new HashSet<>();
        Map<String, List<String>> byName = new HashMap<>();
        for (SourceName file : files) {
            paths.add(file.relative());
        }
        List<LabelTable.Row> loose = new ArrayList<>();
        for (LabelTable.Row row : rows) {
            if (paths.contains(path(row))) {
                add(path(row), row);
            } else {
                loose.add(row);
            }
        }
        // A file that a row names exactly is not meant by another that is less exact.
        for (SourceName file : files) {
            if (!this.rows.containsKey(file.relative())) {
                byName.computeIfAbsent(file.fileName(), name -> new ArrayList<>())
                        .add(file.relative());
            }
        }
        for (LabelTable.Row row : loose) {
            addLoose(row, byName.getOrDefault(SourceName.last(path(row)), List.of()));
        }
    }

    private void addLoose(LabelTable.Row row, List<String> sameName) {
        String path = path(row);
        List<String> meant =
                sameName.stream()
                        .filter(file -> endsWith(file, path) || endsWith(path, file))
                        .toList();
        if (meant.size() > 1) {
            ambiguous.addAll(meant);
        } else {
            meant.forEach(file -> add(file, row));
        }
    }

    private static boolean endsWith(String path, String end) {
        return path.equals(end) || path.endsWith("/" + end);
    }

    private static String path(LabelTable.Row row) {
        return SourceName.normalise(row.values().get(LabelColumn.IMAGE));
    }

    private void add(String file, LabelTable.Row row) {
        rows.computeIfAbsent(file, key -> new ArrayList<>()).add(row);
    }

    /** The rows that name a file, and no other. */
    Stream<LabelTable.Row> named() {
        return rows.values().stream().flatMap(List::stream);
    }

    /**
     * The rows that name a file; often none, more than one where a table repeats itself.
     *
     * @throws RefusedFileException if a row names it and another file as well
     */
    List<LabelTable.Row> of(SourceName file) throws RefusedFileException {
        if (ambiguous.contains(file.relative())) {
            throw new RefusedFileException(
                    Reason.Code.AMBIGUOUS_ROW,
                    "is one of several files that one row of the labels names; write the path from"
                            + " the source folder into the row");
        }
        return rows.getOrDefault(file.relative(), List.of());
    }
}
