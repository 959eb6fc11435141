package io.podagra.eval.report;

import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.Interval;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes {@code tables.csv}, for spreadsheets: the figures of the report's tables, one in a row,
 * with columns {@code set, method, figure, value, interval, low, high, reason, synthetic}. A figure
 * has a row for each of its intervals. Where it is undefined, {@code value} is empty and {@code
 * reason} says why.
 */
final class TablesCsv {
    private TablesCsv() {}

    static void write(Writer writer, StudyMetrics metrics, boolean synthetic) throws IOException {
        CSVFormat format =
                CSVFormat.DEFAULT
                        .builder()
                        .setRecordSeparator('\n')
                        .setHeader(
                                "set",
                                "method",
                                "figure",
                                "value",
                                "interval",
                                "low",
                                "high",
                                "reason",
                                "synthetic")
                        .get();
        try (CSVPrinter csv = new CSVPrinter(writer, format)) {
            for (TableRows.Row row : TableRows.of(metrics)) {
                Optional<Interval> interval = row.interval().flatMap(figure -> figure.value());
                csv.printRecord(
                        row.set(),
                        row.method(),
                        row.name(),
                        row.value().value().map(Object::toString).orElse(""),
                        row.intervalName(),
                        interval.map(known -> Double.toString(known.low())).orElse(""),
                        interval.map(known -> Double.toString(known.high())).orElse(""),
                        row.value()
                                .reason()
                                .or(() -> row.interval().flatMap(figure -> figure.reason()))
                                .orElse(""),
                        synthetic);
            }
        }
    }
}
