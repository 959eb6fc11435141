package io.podagra.model.tuning;

import io.podagra.data.AtomicFiles;
import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * The trials of a search that have ended, in memory and in {@code trials.csv}, which is rewritten
 * whole after each. Scores are written to the last digit: a search that goes on decides by them.
 * Thread-safe.
 */
final class TrialLog {
    private static final List<String> COLUMNS =
            List.of("trial", "repeat", "status", "score", "epochs", "seconds", "reason", "curve");

    private final Path file;
    private final List<String> names;
    private final Map<TrialKey, Trial> recorded = new LinkedHashMap<>();
    private final Map<TrialKey, Trial> ended = new LinkedHashMap<>();

    /**
     * Begins with the trials of an earlier start, if there are any.
     *
     * @param names of the settings that are searched
     * @throws InvalidInputException if the file is damaged, or of a search of other settings
     */
    TrialLog(Path file, List<String> names) throws IOException {
        this.file = file;
        this.names = List.copyOf(names);
        if (Files.exists(file)) {
            read(file, this.names).forEach(trial -> recorded.put(TrialKey.of(trial), trial));
        }
    }

    /** A trial as it is on disk, which an earlier start may have got further with. */
    synchronized Optional<Trial> recorded(TrialKey key) {
        return Optional.ofNullable(recorded.get(key));
    }

    /** A trial that has ended, or waits for others. */
    synchronized Optional<Trial> ended(TrialKey key) {
        return Optional.ofNullable(ended.get(key));
    }

    /** The trials that have ended or wait for others, in this order. */
    synchronized List<Trial> ended() {
        return List.copyOf(ended.values());
    }

    /** Adds a trial of an earlier start as it was at this point; what is on disk stays. */
    synchronized void replay(Trial trial) {
        ended.put(TrialKey.of(trial), trial);
    }

    /** Adds a trial that ended, or got further; on disk it is once this returns. */
    synchronized void add(Trial trial) throws IOException {
        ended.put(TrialKey.of(trial), trial);
        if (!trial.equals(recorded.put(TrialKey.of(trial), trial))) {
            AtomicFiles.writeText(file, this::print);
        }
    }

    private CSVFormat format() {
        return CSVFormat.RFC4180
                .builder()
                .setRecordSeparator("\n")
                .setHeader(Stream.concat(COLUMNS.stream(), names.stream()).toArray(String[]::new))
                .get();
    }

    private void print(Appendable out) throws IOException {
        CSVPrinter csv = new CSVPrinter(out, format());
        for (Trial trial : recorded.values()) {
            List<Object> row = new ArrayList<>();
            row.add(trial.number());
            row.add(trial.repeat());
            row.add(trial.status().name().toLowerCase(Locale.ROOT));
            row.add(trial.score().isPresent() ? trial.score().getAsDouble() : "");
            row.add(trial.epochs());
            row.add(String.format(Locale.ROOT, "%.1f", trial.seconds()));
            row.add(trial.reason());
            row.add(String.join(" ", trial.curve().stream().map(String::valueOf).toList()));
            names.forEach(name -> row.add(trial.values().get(name)));
            csv.printRecord(row);
        }
        csv.flush();
    }

    /**
     * The trials in a file, in its order.
     *
     * @throws InvalidInputException if the file is damaged, or has other settings
     */
    static List<Trial> read(Path file, List<String> names) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
        List<Trial> trials = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file);
                var rows = format.parse(reader)) {
            List<String> header = rows.getHeaderNames();
            if (!header.equals(Stream.concat(COLUMNS.stream(), names.stream()).toList())) {
                throw new InvalidInputException(
                        "%s: is of a search of other settings (%s); move it away to search anew"
                                .formatted(file, String.join(", ", header)));
            }
            for (CSVRecord row : rows) {
                trials.add(trial(row, names));
            }
        } catch (IllegalArgumentException | UncheckedIOException exception) {
            throw new InvalidInputException(
                    "%s: is damaged (%s); move it away to search anew"
                            .formatted(file, exception.getMessage()),
                    exception);
        }
        return trials;
    }

    private static Trial trial(CSVRecord row, List<String> names) {
        Map<String, String> values = new LinkedHashMap<>();
        names.forEach(name -> values.put(name, row.get(name)));
        String score = row.get("score");
        return new Trial(
                Integer.parseInt(row.get("trial")),
                Integer.parseInt(row.get("repeat")),
                values,
                Trial.Status.valueOf(row.get("status").toUpperCase(Locale.ROOT)),
                score.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Double.parseDouble(score)),
                Stream.of(row.get("curve").split(" "))
                        .filter(text -> !text.isEmpty())
                        .map(Double::valueOf)
                        .toList(),
                Integer.parseInt(row.get("epochs")),
                Double.parseDouble(row.get("seconds")),
                row.get("reason"));
    }
}
