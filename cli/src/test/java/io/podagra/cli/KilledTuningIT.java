package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.cli.study.TuningFile;
import io.podagra.model.tuning.TuningSummary;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A search whose process was killed ends as the same search that was left alone. */
class KilledTuningIT {
    private static final int TRIALS = 6;

    private static final List<String> SETTINGS =
            List.of(
                    "--seed",
                    "3",
                    "--set",
                    "base=random",
                    "--set",
                    "image.size=32",
                    "--set",
                    "training.epochs=2",
                    "--set",
                    "training.batchSize=4",
                    "--set",
                    "tuning.trials=" + TRIALS,
                    "--set",
                    "tuning.firstRung=1",
                    "--set",
                    "tuning.holdOut=0.5",
                    "--set",
                    "tuning.repeats.times=0");

    @TempDir private Path folder;
    private final OtherProcesses processes = new OtherProcesses();

    @AfterEach
    void leaveNothingRunning() throws InterruptedException {
        processes.kill();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void endsAsOneThatWasNotKilled() throws Exception {
        Path cohort = TestCohorts.write(folder.resolve("cohort"), 20, "left");
        Path killed = folder.resolve("killed");
        Path whole = folder.resolve("whole");
        Path trials = killed.resolve("single/trials.csv");
        Process undisturbed = tune(cohort, whole, SETTINGS); // beside the other, for time's sake

        Process first = tune(cohort, killed, SETTINGS);
        while (lines(trials) < 1 + 2) {
            assertThat(first.waitFor(20, TimeUnit.MILLISECONDS))
                    .as("it ended before it could be killed: %s", OtherProcesses.said(killed))
                    .isFalse();
        }
        first.destroyForcibly().waitFor();
        List<String> before = markSeconds(trials);
        assertThat(before).hasSizeBetween(1 + 2, TRIALS);
        assertThat(killed.resolve("single/tuning.json")).doesNotExist();

        Process second = tune(cohort, killed, List.of("--resume"));
        assertThat(second.waitFor()).as(OtherProcesses.said(killed)).isZero();
        assertThat(undisturbed.waitFor()).as(OtherProcesses.said(whole)).isZero();

        assertThat(Files.readAllLines(trials).subList(0, before.size()))
                .as("what had ended is not trained again")
                .isEqualTo(before);
        assertSameTrials(rows(trials), rows(whole.resolve("single/trials.csv")));
        assertSameChoice(killed.resolve("single"), whole.resolve("single"));
        assertThat(filesIn(killed)).isEqualTo(filesIn(whole));
    }

    /** Times that no training takes: one that was trained again would not have them. */
    private static List<String> markSeconds(Path trials) throws IOException {
        List<String> marked = new ArrayList<>();
        for (String line : Files.readAllLines(trials)) {
            marked.add(line.replaceFirst("^(\\d(?:[^,]*,){5})[^,]*", "$17777.7"));
        }
        Files.writeString(trials, String.join("\n", marked) + "\n");
        assertThat(marked.subList(1, marked.size())).allMatch(line -> line.contains(",7777.7,"));
        return marked;
    }

    private static void assertSameTrials(List<CSVRecord> trials, List<CSVRecord> expected) {
        assertThat(trials).hasSize(TRIALS).hasSameSizeAs(expected);
        for (int row = 0; row < TRIALS; row++) {
            CSVRecord trial = trials.get(row);
            CSVRecord other = expected.get(row);
            for (String column : other.toMap().keySet()) {
                switch (column) {
                    case "seconds" -> {} // measured
                    case "score" ->
                            assertThat(score(trial))
                                    .as("score of trial %d", row + 1)
                                    .isCloseTo(score(other), within(1e-6));
                    default ->
                            assertThat(trial.get(column))
                                    .as("%s of trial %d", column, row + 1)
                                    .isEqualTo(other.get(column));
                }
            }
        }
    }

    /** Of candidates with one score the one that took less time is chosen, and that is measured. */
    private static void assertSameChoice(Path arm, Path expectedArm) throws IOException {
        TuningSummary choice = TuningFile.read(arm.resolve("tuning.json"));
        TuningSummary expected = TuningFile.read(expectedArm.resolve("tuning.json"));
        List<Integer> best =
                rows(expectedArm.resolve("trials.csv")).stream()
                        .filter(row -> row.get("status").equals("complete"))
                        .filter(row -> score(row) == expected.mean())
                        .map(row -> Integer.valueOf(row.get("trial")))
                        .toList();

        assertThat(choice.mean()).isCloseTo(expected.mean(), within(1e-6));
        assertThat(best).contains(expected.chosen(), choice.chosen());
        if (best.size() == 1) {
            assertThat(choice.values()).isEqualTo(expected.values());
        }
        assertThat(choice.complete()).isEqualTo(expected.complete());
        assertThat(choice.stopped()).isEqualTo(expected.stopped());
    }

    private static double score(CSVRecord row) {
        return Double.parseDouble(row.get("score"));
    }

    private Process tune(Path cohort, Path run, List<String> options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("tune", "--no-ui", "--arm", "single"));
        arguments.addAll(List.of("--cohort", cohort.toString(), "--out", run.toString()));
        arguments.addAll(options);
        return processes.start(run, arguments);
    }

    private static int lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    private static List<CSVRecord> rows(Path csv) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
        try (Reader reader = Files.newBufferedReader(csv);
                var records = format.parse(reader)) {
            return records.getRecords();
        }
    }

    private static List<String> filesIn(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.map(file -> root.relativize(file).toString()).sorted().toList();
        }
    }
}
