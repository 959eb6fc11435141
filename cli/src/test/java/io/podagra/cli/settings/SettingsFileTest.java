package io.podagra.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(settings.split().seed()).isEqualTo(123);
        assertThat(settings.evaluation().seed()).isEqualTo(123);
    }

    @Test
    void whatIsWrittenReadsBackTheSame() throws IOException {
        StudySettings settings = read(Map.of("seed", "5", "training.learningRate", "0.0003"));

        Path file = yaml(SettingsFile.write(settings));

        assertThat(SettingsFile.read(DEFAULTS, List.of(file), Map.of())).isEqualTo(settings);
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

    private static StudySettings read(Map<String, String> overrides) {
        return SettingsFile.read(DEFAULTS, List.of(), overrides);
    }

    private Path yaml(String text) throws IOException {
        return Files.writeString(folder.resolve("settings.yaml"), text);
    }
}
