package io.podagra.cli.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.cli.TestCohorts;
import io.podagra.cli.settings.SettingsFile;
import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Part;
import io.podagra.data.Split;
import io.podagra.model.tuning.Parameter;
import io.podagra.model.tuning.SearchSpace;
import io.podagra.model.tuning.Trial;
import io.podagra.model.tuning.TuningSettings;
import io.podagra.model.tuning.TuningSummary;
import io.podagra.pipeline.CachedImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The search for one arm's settings, on images of noise. */
class ArmTuningTest {
    private static final int PATIENTS = 20;

    @TempDir private Path folder;
    private Path cohort;

    @BeforeEach
    void makeCohort() throws IOException {
        cohort = TestCohorts.write(folder.resolve("cohort"), PATIENTS, "left");
    }

    /** What would find test or validation images if it looked at them finds none that is one. */
    @ParameterizedTest
    @CsvSource({"0, auc", "2, patient_auc", "0, auc_lower_bound"})
    void neverReadsAnImageOfTheTestOrValidationPart(int folds, String score) throws IOException {
        StudySettings settings =
                settings(Map.of("tuning.folds", String.valueOf(folds), "tuning.score", score));
        RunFolder run = new RunFolder(folder.resolve("run"));
        Split split;
        TuningSummary summary;
        try (Study study = Study.begin(cohort, run, settings, Progress.silent());
                StudyPage page = StudyPage.open(run, study, settings.ui(), Progress.silent())) {
            split = TestCohorts.split(run.split(), Cohort.read(cohort));
            ruinAllBut(Part.TRAIN, split);
            summary = study.tune("single", page);
        }

        List<CSVRecord> trials = trials(run);
        assertThat(trials).hasSize(2);
        assertThat(trials)
                .allSatisfy(
                        trial -> {
                            assertThat(trial.get("status"))
                                    .as(trial.get("reason"))
                                    .isEqualTo("complete");
                            assertThat(Double.parseDouble(trial.get("score"))).isBetween(0.0, 1.0);
                            assertThat(trial.get("curve").split(" ")).hasSize(1);
                            assertThat(trial.get("epochs"))
                                    .as("an epoch in each fold")
                                    .isEqualTo(String.valueOf(Math.max(1, folds)));
                        });
        assertThat(summary.complete()).isEqualTo(2);
        assertThat(TuningFile.read(run.tuning(Arm.SINGLE))).isEqualTo(summary);
        assertThat(run.trialCheckpoints(Arm.SINGLE)).doesNotExist();
        assertThat(run.cache()).as("decoded images of patients").doesNotExist();
    }

    /** Half of them are gone, the others are no images any more. */
    private static void ruinAllBut(Part kept, Split split) throws IOException {
        int ruined = 0;
        for (Part part : Part.values()) {
            if (part != kept) {
                assertThat(split.images(part)).isNotEmpty();
                for (CohortImage image : split.images(part)) {
                    Files.delete(image.file());
                    if (ruined++ % 2 == 0) {
                        Files.writeString(image.file(), "no image");
                    }
                }
            }
        }
    }

    @Test
    void aFrozenTrunkIsAskedOnceForAllTrials() throws IOException {
        StudySettings settings =
                settings(
                        Map.of(
                                "base", "podagra",
                                "training.stages.frozen", "5",
                                "augmentation.enabled", "false",
                                "tuning.repeats.best", "1",
                                "tuning.repeats.times", "1"));
        RunFolder run = new RunFolder(Files.createDirectory(folder.resolve("run")));
        List<Map<String, Long>> afterEachTrial = new ArrayList<>();
        StudyListener listener =
                new StudyListener() {
                    @Override
                    public void onTrial(Arm arm, Trial trial) {
                        if (trial.status() == Trial.Status.COMPLETE) {
                            afterEachTrial.add(sizes(run, ".features"));
                        }
                    }
                };

        tune(run, settings, listener);

        assertThat(afterEachTrial).as("two trials and a repeat of the best").hasSize(3);
        assertThat(afterEachTrial.get(0)).as("of one network").hasSize(1);
        // 2,048 numbers an image, of the noise of all training patients.
        long images = images(settings).size();
        assertThat(afterEachTrial.get(0).values())
                .allSatisfy(size -> assertThat(size).isGreaterThan(images * 2_048 * Float.BYTES));
        assertThat(afterEachTrial)
                .as("nothing was computed later")
                .containsOnly(afterEachTrial.get(0));
    }

    /** Files of the cache, to their sizes; those of features grow by what is computed. */
    private static Map<String, Long> sizes(RunFolder run, String suffix) {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.list(run.cache())) {
            for (Path file : files.filter(path -> path.toString().endsWith(suffix)).toList()) {
                sizes.put(file.getFileName().toString(), Files.size(file));
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return sizes;
    }

    @Test
    void trialsAtTheSameTimeAreTheSameCandidates() throws IOException {
        RunFolder alone = new RunFolder(Files.createDirectory(folder.resolve("alone")));
        RunFolder together = new RunFolder(Files.createDirectory(folder.resolve("together")));
        Map<String, String> three = Map.of("tuning.trials", "3");
        Map<String, String> twoAtATime = Map.of("tuning.trials", "3", "tuning.parallel", "2");

        tune(alone, settings(three), new StudyListener() {});
        tune(together, settings(twoAtATime), new StudyListener() {});

        assertThat(rates(together)).hasSize(3).isEqualTo(rates(alone));
        assertThat(trials(together)).allMatch(trial -> trial.get("status").equals("complete"));
    }

    private static Map<String, String> rates(RunFolder run) throws IOException {
        Map<String, String> rates = new TreeMap<>();
        trials(run)
                .forEach(
                        trial -> rates.put(trial.get("trial"), trial.get("training.learningRate")));
        return rates;
    }

    @Test
    void moreTrialsAtTheSameTimeThanThereIsMemoryForAreRefused() throws IOException {
        RunFolder run = new RunFolder(Files.createDirectory(folder.resolve("run")));
        StudySettings settings = settings(Map.of("tuning.parallel", "64"));

        assertThatThrownBy(() -> tune(run, settings, new StudyListener() {}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching(
                        "tuning\\.parallel is 64, and each trial needs about [0-9.]+ GiB of the"
                                + " [0-9.]+ GiB of native memory that may be used; set it to"
                                + " [1-9]\\d?, or raise PODAGRA_NATIVE_MB if the machine has more");
        assertThat(run.trials(Arm.SINGLE)).doesNotExist();
    }

    /** As from a trial that was long enough to be kept, and then diverged. */
    @Test
    void checkpointsOfATrialThatFailedAreNotLeftBehind() throws IOException {
        RunFolder run = new RunFolder(Files.createDirectory(folder.resolve("run")));
        for (String trial : List.of("1-0-0", "2-0-0")) {
            Path kept = run.trialCheckpoints(Arm.SINGLE).resolve(trial);
            Files.createDirectories(kept);
            Files.writeString(kept.resolve("checkpoint-00001-000000.zip"), "broken");
        }
        StudySettings settings =
                settings(
                        Map.of(
                                "tuning.search", "grid",
                                "training.weightDecay", "0.01",
                                "tuning.space",
                                        "{training.learningRate: 0.001, training.stages.rates:"
                                                + " {choice: [[1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1,"
                                                + " 1e30]]}}"));

        TuningSummary summary = tune(run, settings, new StudyListener() {});

        assertThat(summary.failed()).isEqualTo(1);
        assertThat(summary.complete()).isEqualTo(1);
        assertThat(run.trialCheckpoints(Arm.SINGLE)).doesNotExist();
    }

    @Test
    void aChoiceThatIsDamagedIsFoundAgainWithoutTraining() throws IOException {
        RunFolder run = new RunFolder(Files.createDirectory(folder.resolve("run")));
        StudySettings settings = settings(Map.of());
        TuningSummary first = tune(run, settings, new StudyListener() {});
        String trials = Files.readString(run.trials(Arm.SINGLE));
        Files.writeString(run.tuning(Arm.SINGLE), "{\"schema\": \"podag");
        List<String> warnings = Collections.synchronizedList(new ArrayList<>());
        List<String> notices = Collections.synchronizedList(new ArrayList<>());
        List<Trial> running = Collections.synchronizedList(new ArrayList<>());
        StudyListener listener =
                new StudyListener() {
                    @Override
                    public void onWarning(Arm arm, String warning) {
                        warnings.add(warning);
                    }

                    @Override
                    public void onNotice(Arm arm, String notice) {
                        notices.add(notice);
                    }

                    @Override
                    public void onTrial(Arm arm, Trial trial) {
                        if (trial.status() == Trial.Status.RUNNING) {
                            running.add(trial);
                        }
                    }
                };

        ArmTuning tuning = tuning(run, settings, listener);
        assertThat(tuning.done(Arm.SINGLE)).isEmpty();
        TuningSummary second = tune(run, settings, listener);

        assertThat(running).isEmpty();
        assertThat(withoutSeconds(second)).isEqualTo(withoutSeconds(first));
        assertThat(run.trials(Arm.SINGLE)).hasContent(trials);
        assertThat(tuning.done(Arm.SINGLE)).contains(second);
        assertThat(warnings).anyMatch(warning -> warning.contains("tuning.json: is damaged"));
        assertThat(notices)
                .anyMatch(notice -> notice.matches("trials are validated on \\d+ images, which.*"));
    }

    /** Tenths of a second are what the file has of it. */
    private static List<Object> withoutSeconds(TuningSummary summary) {
        return List.of(
                summary.chosen(),
                summary.values(),
                summary.mean(),
                summary.importance(),
                summary.complete());
    }

    private TuningSummary tune(RunFolder run, StudySettings settings, StudyListener listener)
            throws IOException {
        Files.createDirectories(run.trials(Arm.SINGLE).getParent());
        return tuning(run, settings, listener)
                .tune(Arm.SINGLE, images(settings), 0, CachedImages.none());
    }

    private static ArmTuning tuning(RunFolder run, StudySettings settings, StudyListener listener)
            throws IOException {
        InitialWeights weights = InitialWeights.of(settings.base());
        return new ArmTuning(
                List.of(), weights.settingsFor(settings), weights, run, false, listener);
    }

    private List<CohortImage> images(StudySettings settings) {
        return Split.of(Cohort.read(cohort), settings.splitSettings(), List.of())
                .images(Part.TRAIN);
    }

    private static List<CSVRecord> trials(RunFolder run) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
        try (CSVParser rows = format.parse(Files.newBufferedReader(run.trials(Arm.SINGLE)))) {
            return rows.getRecords();
        }
    }

    /** Two trials of one epoch each, unless told otherwise. */
    private static StudySettings settings(Map<String, String> others) {
        TuningSettings tuning =
                TuningSettings.defaults()
                        .withSpace(
                                new SearchSpace(
                                        Map.of(
                                                "training.learningRate",
                                                new Parameter.LogUniform(0.0001, 0.01))));
        Map<String, String> overrides =
                new LinkedHashMap<>(
                        Map.of(
                                "base", "random",
                                "image.size", "32",
                                "training.epochs", "1",
                                "training.batchSize", "4",
                                "tuning.trials", "2",
                                "tuning.stopping", "none",
                                "tuning.repeats.times", "0",
                                "ui.enabled", "false"));
        overrides.putAll(others);
        return SettingsFile.read(StudySettings.defaults().withTuning(tuning), List.of(), overrides);
    }
}
