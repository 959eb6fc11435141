package io.podagra.eval;

import io.podagra.data.AtomicFiles;
import io.podagra.data.CsvTable;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Problems;
import io.podagra.eval.LearningCurve.Kind;
import io.podagra.eval.LearningCurve.Point;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Reads and writes {@code learning-curve.csv}. */
final class LearningCurveFile {
    private static final String KIND = "kind";
    private static final String FRACTION = "fraction";
    private static final String METHOD = "method";
    private static final String IMAGES = "training_images";
    private static final String PATIENTS = "training_patients";
    private static final String AUC = "auc";
    private static final String LOW = "auc_low";
    private static final String HIGH = "auc_high";
    private static final List<String> COLUMNS =
            List.of(KIND, FRACTION, METHOD, IMAGES, PATIENTS, AUC, LOW, HIGH);

    private LearningCurveFile() {}

    static void write(Path csv, List<Point> points) throws IOException {
        AtomicFiles.writeText(
                csv,
                writer -> {
                    CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
                    CSVPrinter printer = new CSVPrinter(writer, format);
                    printer.printRecord(COLUMNS);
                    for (Point point : points) {
                        printer.printRecord(
                                word(point.kind()),
                                point.fraction(),
                                point.method().word(),
                                point.trainingImages(),
                                point.trainingPatients(),
                                cell(point.auc()),
                                cell(point.interval().map(Interval::low)),
                                cell(point.interval().map(Interval::high)));
                    }
                    printer.flush();
                });
    }

    static List<Point> read(Path csv) {
        Problems problems = new Problems(csv);
        List<Point> points = new ArrayList<>();
        try {
            for (CsvTable.Row row : CsvTable.read(csv, COLUMNS, problems).rows()) {
                try {
                    points.add(point(row));
                } catch (IllegalArgumentException exception) {
                    problems.add(
                            row.line(),
                            exception.getMessage() + "; resume the run, which writes it again");
                }
            }
        } catch (IOException exception) {
            throw new InvalidInputException(
                    "%s: cannot be read; check its path and permissions".formatted(csv), exception);
        }
        problems.throwIfAny();
        return points;
    }

    private static Point point(CsvTable.Row row) {
        Figure<Double> low = figure(row, LOW);
        return new Point(
                constant(Kind.values(), LearningCurveFile::word, row, KIND),
                number(row, FRACTION),
                constant(Method.values(), Method::word, row, METHOD),
                count(row, IMAGES),
                count(row, PATIENTS),
                figure(row, AUC),
                low.flatMap(from -> figure(row, HIGH).map(to -> new Interval(from, to))));
    }

    private static String cell(Figure<Double> figure) {
        return figure.value().map(Object::toString).orElse("");
    }

    private static Figure<Double> figure(CsvTable.Row row, String column) {
        return row.get(column).isEmpty()
                ? Figure.undefined("there is no figure in learning-curve.csv")
                : Figure.of(number(row, column));
    }

    private static double number(CsvTable.Row row, String column) {
        double number = parsed(Double::valueOf, "a number", row, column);
        if (!(number >= 0 && number <= 1)) {
            throw new IllegalArgumentException(
                    "%s is %s, expected a number from 0 to 1".formatted(column, number));
        }
        return number;
    }

    private static int count(CsvTable.Row row, String column) {
        return parsed(Integer::valueOf, "a whole number", row, column);
    }

    private static <T> T parsed(
            Function<String, T> parser, String expected, CsvTable.Row row, String column) {
        try {
            return parser.apply(row.get(column));
        } catch (NumberFormatException exception) {
            throw new IllegalArgumentException(
                    "%s is '%s', expected %s".formatted(column, row.get(column), expected),
                    exception);
        }
    }

    private static <T> T constant(
            T[] constants, Function<T, String> word, CsvTable.Row row, String column) {
        Optional<T> found =
                Arrays.stream(constants)
                        .filter(constant -> word.apply(constant).equals(row.get(column)))
                        .findFirst();
        return found.orElseThrow(
                () ->
                        new IllegalArgumentException(
                                "%s is '%s', expected %s"
                                        .formatted(
                                                column,
                                                row.get(column),
                                                Arrays.stream(constants)
                                                        .map(word)
                                                        .collect(Collectors.joining(" or ")))));
    }

    /** As in {@code metrics.json}: {@code equal-n}. */
    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
