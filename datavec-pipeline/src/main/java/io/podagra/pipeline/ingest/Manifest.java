package io.podagra.pipeline.ingest;

import io.podagra.data.SyntheticMark;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The cohort's rows, one an image, sorted by patient and image. Columns of which nothing is known
 * are left out.
 */
final class Manifest {
    private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private record Row(
            String image, String patient, Claim claim, String studyId, String acquiredAt) {}

    private record Column(String name, boolean always, Function<Row, String> value) {}

    private static final List<Column> COLUMNS =
            List.of(
                    new Column("image", true, Row::image),
                    new Column("patient_id", true, Row::patient),
                    new Column("view", true, row -> row.claim().view().name()),
                    new Column("label", true, row -> row.claim().label().word()),
                    new Column("study_id", false, Row::studyId),
                    new Column("device", false, row -> row.claim().device().orElse("")),
                    new Column("site", false, row -> row.claim().site().orElse("")),
                    new Column("acquired_at", false, Row::acquiredAt),
                    new Column(
                            SyntheticMark.COLUMN,
                            false,
                            row -> row.claim().synthetic() ? "true" : ""));

    private final List<Row> rows;

    private Manifest(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    static Manifest of(List<Outcome> outcomes, Pseudonyms pseudonyms, boolean datesKept) {
        Map<String, Row> byImage = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Taken taken) {
                Claim claim = taken.claim();
                for (Outcome.Picture picture : taken.pictures()) {
                    // Of copies the first by path, which may differ in what is not compared.
                    byImage.putIfAbsent(
                            picture.id(),
                            new Row(
                                    picture.id(),
                                    pseudonyms.patient(claim),
                                    claim,
                                    claim.studyId()
                                            .map(study -> pseudonyms.study(claim, study))
                                            .orElse(""),
                                    datesKept
                                            ? claim.acquiredOn().map(LocalDate::toString).orElse("")
                                            : ""));
                }
            }
        }
        List<Row> rows = new ArrayList<>(byImage.values());
        rows.sort(Comparator.comparing(Row::patient).thenComparing(Row::image));
        return new Manifest(rows);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    boolean synthetic() {
        return rows.stream().anyMatch(row -> row.claim().synthetic());
    }

    Set<String> imageIds() {
        Set<String> ids = new TreeSet<>();
        rows.forEach(row -> ids.add(row.image()));
        return ids;
    }

    int patients() {
        return (int) rows.stream().map(Row::patient).distinct().count();
    }

    /** How many images there are of each view, by the view's name. */
    Map<String, Integer> imagesByView() {
        Map<String, Integer> images = new TreeMap<>();
        rows.forEach(row -> images.merge(row.claim().view().name(), 1, Integer::sum));
        return images;
    }

    String text() {
        List<Column> columns =
                COLUMNS.stream()
                        .filter(
                                column ->
                                        column.always()
                                                || rows.stream()
                                                        .anyMatch(
                                                                row ->
                                                                        !column.value()
                                                                                .apply(row)
                                                                                .isEmpty()))
                        .toList();
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, CSV)) {
            printer.printRecord(columns.stream().map(Column::name));
            for (Row row : rows) {
                printer.printRecord(columns.stream().map(column -> column.value().apply(row)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
        return text.toString();
    }
}
