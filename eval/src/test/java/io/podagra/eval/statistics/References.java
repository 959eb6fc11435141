package io.podagra.eval.statistics;

import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The data sets and numbers that {@code src/test/r/reference.R}, {@code src/test/r/sets.R}, {@code
 * src/test/python/reference.py}, {@code src/test/python/sets.py} and {@code
 * src/test/python/importance.py} made.
 */
public final class References {
    private static final Map<String, Double> EXPECTED = new HashMap<>();

    static {
        readExpected("expected.csv");
        readExpected("expected-sklearn.csv");
        readExpected("expected-scipy.csv");
        readExpected("expected-sets-proc.csv");
        readExpected("expected-sets-python.csv");
    }

    private References() {}

    /** The names of the data sets. */
    public static List<String> names() {
        return List.of("balanced", "unbalanced", "heavy-ties", "paper-size", "tiny");
    }

    public static ScoreTable table(String name) {
        return ScoreTable.read(file(name + ".csv"));
    }

    /** The rows of a table of trials, without its header. */
    public static List<String[]> trials(String name) throws IOException {
        return Files.readAllLines(file("trials/" + name + ".csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    /** A figure in the redraws of SciPy: {@code single}, {@code multiple} or {@code difference}. */
    public static double[] redraws(String data, String figure) throws IOException {
        return Files.readAllLines(file("redraws/" + data + "-" + figure + ".csv")).stream()
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** Threshold, false and true positive rate of scikit-learn's points, by falling threshold. */
    public static List<double[]> rocPoints(String data, String set, Method method)
            throws IOException {
        String prefix = data + "," + set + "," + method.word() + ",";
        return Files.readAllLines(file("expected-roc-points.csv")).stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).split(",", -1))
                .map(row -> Arrays.stream(row).mapToDouble(Double::parseDouble).toArray())
                .toList();
    }

    /** The number of R, scikit-learn, statsmodels or SciPy. */
    public static double expected(String data, String figure) {
        Double value = EXPECTED.get(data + "," + figure);
        if (value == null) {
            throw new IllegalArgumentException("no reference for " + figure + " of " + data);
        }
        return value;
    }

    private static void readExpected(String name) {
        try {
            for (String line : Files.readAllLines(file(name))) {
                int comma = line.lastIndexOf(',');
                if (!line.endsWith(",value")) {
                    EXPECTED.put(
                            line.substring(0, comma), Double.valueOf(line.substring(comma + 1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String name) {
        try {
            return Path.of(References.class.getResource("reference/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
