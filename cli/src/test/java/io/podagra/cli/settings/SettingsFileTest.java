package io.podagra.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import io.podagra.data.NearDuplicateTreatment;
import io.podagra.data.SplitScheme;
import io.podagra.data.SplitSettings;
import io.podagra.data.SplitUnit;
import io.podagra.model.training.Schedule;
import io.podagra.pipeline.AugmentationSettings;
import io.podagra.pipeline.Flip;
import io.podagra.pipeline.ImageSettings;
import io.podagra.pipeline.Variation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    private static final StudySettings DEFAULTS = StudySettings.defaults();

    @TempDir private Path folder;

    @Test
    void withoutFileAndOptionsTheBaseHolds() {
        assertThat(SettingsFile.read(StudySettings.demo(), List.of(), Map.of()).training())
                .isEqualTo(StudySettings.demo().training());
    }

    @Test
    void fileWinsOverBaseAndOptionsWinOverFile() throws IOException {
        Path file = yaml("training:\n  epochs: 7\n  batchSize: 8\nimage:\n  size: 96\n");

        StudySettings settings =
                SettingsFile.read(DEFAULTS, List.of(file), Map.of("training.epochs", "9"));

        assertThat(settings.training().epochs()).isEqualTo(9);
        assertThat(settings.training().batchSize()).isEqualTo(8);
        assertThat(settings.image().size()).isEqualTo(96);
        assertThat(settings.split()).isEqualTo(read(Map.of()).split());
    }

    @Test
    void oneSeedGoesToEverySection() {
        StudySettings settings = read(Map.of("seed", "123"));

        assertThat(settings.seed()).isEqualTo(123);
        assertThat(settings.splitSettings().seed()).isEqualTo(123);
        assertThat(settings.evaluation().seed()).isEqualTo(123);
    }

    @Test
    void whatIsWrittenReadsBackTheSame() throws IOException {
        StudySettings settings =
                read(
                        Map.of(
                                "seed", "5",
                                "training.learningRate", "0.0003",
                                "split.unit", "image",
                                "split.holdOut.column", "site",
                                "split.holdOut.values", "[B, '007', 'yes: no']"));

        Path file = yaml(SettingsFile.write(settings));

        assertThat(SettingsFile.read(DEFAULTS, List.of(file), Map.of())).isEqualTo(settings);
    }

    @Test
    void theSplitIsWhatItsSectionChooses() {
        assertThat(read(Map.of()).splitSettings()).isEqualTo(SplitSettings.defaults());
        assertThat(scheme(Map.of("split.folds", "5", "split.fold", "2")))
                .isEqualTo(new SplitScheme.Fold(2, 5));
        assertThat(scheme(Map.of("split.holdOut.column", "site", "split.holdOut.values", "B")))
                .isEqualTo(new SplitScheme.HoldOutValues("site", List.of("B")));
        assertThat(
                        scheme(
                                Map.of(
                                        "split.holdOut.column", "acquired_at",
                                        "split.holdOut.from", "2024-03-01")))
                .isEqualTo(new SplitScheme.HoldOutFrom("acquired_at", LocalDate.of(2024, 3, 1)));
        assertThat(read(Map.of("split.unit", "IMAGE")).splitSettings().unit())
                .isEqualTo(SplitUnit.IMAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"split.csv", "it's: #1 [a].csv", "C:\\splits\\a.csv", " x "})
    void aQuotedPathIsTakenAsItIs(String path) {
        assertThat(scheme(Map.of("split.file", SettingsFile.quote(path))))
                .isEqualTo(new SplitScheme.FromFile(Path.of(path)));
    }

    @Test
    void foldsAreAllMeantUntilOneIsChosen() {
        assertThat(read(Map.of("split.folds", "3")).eachSplit())
                .extracting(SplitSettings::scheme)
                .containsExactly(
                        new SplitScheme.Fold(1, 3),
                        new SplitScheme.Fold(2, 3),
                        new SplitScheme.Fold(3, 3));
        assertThat(read(Map.of("split.folds", "3", "split.fold", "2")).eachSplit()).hasSize(1);
        assertThatThrownBy(() -> read(Map.of("split.folds", "3")).splitSettings())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "split.fold is missing, expected the number of the fold to test on, from 1"
                                + " to 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{folds: 5, file: a.csv} | split: folds and file are given, expected one way to"
                        + " choose the test images; leave the others out",
                "{fold: 2} | split: fold is 2, but folds is 0; give the number of folds too",
                "{folds: 1} | split: folds is 1, expected a number of at least 2",
                "{folds: 5, fold: 6} | split: fold is 6, expected the number of the fold to test"
                        + " on, from 1 to 5",
                "{testFraction: 2} | split: testFraction is 2.0, expected a number between 0 and"
                        + " 1, both excluded",
                "{unit: picture} | split.unit is \"picture\", expected patient or image",
                "{nearDuplicates: 3} | split.nearDuplicates is 3, expected refuse or together or"
                        + " allow",
                "{holdOut: {values: [B]}} | split.holdOut: column is missing, expected the"
                        + " manifest's column that holds B",
                "{holdOut: {column: site}} | split.holdOut: none of values and from for the column"
                        + " site, expected one of them",
                "{holdOut: {column: day, from: June}} | split.holdOut: from is 'June', expected a"
                        + " day such as 2024-03-01",
                "{holdOut: {column: site, values: [[B]]}} | split.holdOut.values is [\"B\"],"
                        + " expected a text",
            })
    void saysWhyASplitCannotBeMeant(String split, String problem) throws IOException {
        Path file = yaml("split: " + split + "\n");

        assertThatThrownBy(() -> SettingsFile.read(DEFAULTS, List.of(file), Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("settings: " + problem);
    }

    @Test
    void aRunFromBeforeThereWasAChoiceWasSplitByPatientsAtRandom() throws IOException {
        Path file = yaml("seed: 7\nsplit:\n  testFraction: 0.3\n  validationFraction: 0.25\n");

        assertThat(SettingsFile.read(DEFAULTS, List.of(file), Map.of()).splitSettings())
                .isEqualTo(
                        new SplitSettings(
                                new SplitScheme.AtRandom(0.3),
                                0.25,
                                SplitUnit.PATIENT,
                                NearDuplicateTreatment.REFUSE,
                                7));
    }

    @Test
    void aRunFromBeforeGoesOnWithTheImagesItBeganWith() throws IOException {
        Path file =
                yaml(
                        """
                        image:
                          size: 96
                        augmentation:
                          enabled: true
                          horizontalFlip: 0.4
                          maxRotationDegrees: 8.0
                          maxZoom: 0.25
                          brightness: 0.5
                          contrast: 0.125
                        """);

        StudySettings settings = SettingsFile.read(DEFAULTS, List.of(file), Map.of());

        assertThat(settings.image()).isEqualTo(ImageSettings.stretched(96));
        assertThat(settings.augmentation())
                .isEqualTo(
                        new AugmentationSettings(
                                true,
                                new Flip(0.4),
                                new Flip(0),
                                always(-8, 8),
                                always(0.75, 1.25),
                                new Variation(0, List.of(0.0, 0.0)),
                                always(0.5, 1.5),
                                always(0.875, 1.125),
                                new Variation(0, List.of(1.0, 1.0)),
                                new Variation(0, List.of(0.0, 0.0)),
                                new Variation(0, List.of(0.0, 0.0))));
    }

    /** Every section, and no base: what the releases before wrote into a run. */
    @Test
    void aRunFromBeforeThereWereBaseWeightsBeganAtRandomAtAConstantRate() throws IOException {
        String now = SettingsFile.write(DEFAULTS);
        String before =
                now.replaceAll("(?m)^base: .*\n", "")
                        .replaceAll("(?m)^  schedule:\n(    .*\n)+", "");

        StudySettings settings = SettingsFile.read(DEFAULTS, List.of(yaml(before)), Map.of());

        assertThat(settings.base()).isEqualTo("random");
        assertThat(settings.training().schedule().shape()).isEqualTo(Schedule.Shape.CONSTANT);
        assertThat(settings.training().schedule().warmUpEpochs()).isZero();
        assertThat(SettingsFile.read(DEFAULTS, List.of(yaml(now)), Map.of()).training())
                .isEqualTo(DEFAULTS.training());
    }

    private static Variation always(double from, double to) {
        return new Variation(1, List.of(from, to));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "augmentation.rotation.range | [-60, 10] | settings: augmentation: rotation.range"
                        + " is [-60.0, 10.0], expected two numbers from -45.0 to 45.0",
                "augmentation.gamma.range | 1.1 | settings: augmentation.gamma: range is [1.1],"
                        + " expected two numbers, the smaller first",
                "augmentation.gamma.range | [~, 1] | settings: augmentation.gamma: range is"
                        + " [null, 1.0], expected two numbers, the smaller first",
                "augmentation.gain.range | [low, high] | settings: augmentation.gain.range is"
                        + " \"low\", expected a number",
                "augmentation.tgc.probability | 2 | settings: augmentation.tgc: probability is 2.0,"
                        + " expected 0.0 to 1.0",
                "augmentation.rotaton.probability | 1 | --set augmentation.rotaton.probability=1:"
                        + " there is no setting 'augmentation.rotaton'; did you mean"
                        + " 'augmentation.rotation'?",
                "image.fit | crop | settings: image.fit is \"crop\", expected pad or stretch",
                "image.normalisation | tf | settings: image.normalisation is \"tf\", expected auto"
                        + " or range or caffe or torch",
                "training.schedule.stepFactor | 0 | settings: training.schedule: stepFactor is 0.0,"
                        + " expected a number in (0, 1]",
                "training.stages.frozen | 6 | settings: training.stages: frozen is 6, expected a"
                        + " whole number from 0 to 5",
                "training.stages.rates | [1, 1] | settings: training.stages: rates is [1.0, 1.0],"
                        + " expected 6 numbers more than 0: stem, stages 2 to 5, head",
                "training.loss.focusing | 11 | settings: training.loss: focusing is 11.0, expected"
                        + " a number from 0 to 10",
                "training.optimiser | adam | settings: training.optimiser is \"adam\", expected"
                        + " adamw or sgd",
                "image.clahe.tiles | 0 | settings: image.clahe: tiles is 0, expected 1 to 32",
            })
    void saysWhatIsWrongWithHowImagesArePreparedOrVaried(String key, String value, String problem) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(problem);
    }

    @Test
    void namesTheNearestSettingForAnUnknownOne() throws IOException {
        Path file = yaml("training:\n  epoch: 7\n");

        assertThatThrownBy(() -> SettingsFile.read(DEFAULTS, List.of(file), Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(
                        "there is no setting 'training.epoch'; did you mean 'training.epochs'?");
    }

    @Test
    void findsASettingGivenInTheWrongSection() {
        assertThatThrownBy(() -> read(Map.of("epochs", "7")))
                .hasMessageContaining("did you mean 'training.epochs'?");
    }

    @Test
    void reportsEveryUnknownSettingAtOnce() throws IOException {
        Path file = yaml("trainning:\n  epochs: 7\nimage:\n  sise: 5\nzzzzzzzzzz: 1\n");

        assertThatThrownBy(() -> SettingsFile.read(DEFAULTS, List.of(file), Map.of()))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        exception -> assertThat(exception.problems()).hasSize(3))
                .hasMessageContaining("'./podagra config' prints them all");
    }

    @Test
    void saysWhichValueIsOutOfRange() {
        assertThatThrownBy(() -> read(Map.of("training.epochs", "0")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "settings: training: epochs is 0, expected a whole number from 1 to 10000");
    }

    @Test
    void saysWhichValueHasTheWrongType() {
        assertThatThrownBy(() -> read(Map.of("training.epochs", "many")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("settings: training.epochs is \"many\", expected a whole number");
        assertThatThrownBy(() -> read(Map.of("training.epochs", "1.5")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("settings: training.epochs is 1.5, expected a whole number");
        assertThatThrownBy(() -> read(Map.of("training", "7")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'training' is a section and cannot have a value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "fd00::2", "no", "192.0.2.7"})
    void aHostComesBackAsItWasWritten(String host) throws IOException {
        StudySettings settings = read(Map.of("ui.host", SettingsFile.quote(host)));

        assertThat(settings.ui().host()).isEqualTo(host);
        assertThat(
                        SettingsFile.read(
                                DEFAULTS, List.of(yaml(SettingsFile.write(settings))), Map.of()))
                .isEqualTo(settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "~"})
    void thePageMustHaveAHost(String host) {
        assertThatThrownBy(() -> read(Map.of("ui.host", host)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("settings: ui: host is empty")
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void aRunFromBeforeTheHostCouldBeChosenIsShownToThisMachine() throws IOException {
        Path file = yaml("ui:\n  enabled: true\n  port: 9100\n  everySteps: 10\n");

        assertThat(SettingsFile.read(DEFAULTS, List.of(file), Map.of()).ui().host())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void saysWhereAFileIsNotYaml() throws IOException {
        Path file = yaml("seed: 1\ntraining: [epochs\n");

        assertThatThrownBy(() -> SettingsFile.read(DEFAULTS, List.of(file), Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("is not YAML");
    }

    @Test
    void saysWhenTheFileIsMissing() {
        Path missing = folder.resolve("missing.yaml");

        assertThatThrownBy(() -> SettingsFile.read(DEFAULTS, List.of(missing), Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("missing.yaml: the settings file cannot be read");
    }

    private static SplitScheme scheme(Map<String, String> overrides) {
        return read(overrides).splitSettings().scheme();
    }

    private static StudySettings read(Map<String, String> overrides) {
        return SettingsFile.read(DEFAULTS, List.of(), overrides);
    }

    private Path yaml(String text) throws IOException {
        return Files.writeString(folder.resolve("settings.yaml"), text);
    }
}
