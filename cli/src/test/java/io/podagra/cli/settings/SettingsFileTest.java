package io.podagra.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import io.podagra.data.NearDuplicateTreatment;
import io.podagra.data.SplitScheme;
import io.podagra.data.SplitSettings;
import io.podagra.data.SplitUnit;
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
