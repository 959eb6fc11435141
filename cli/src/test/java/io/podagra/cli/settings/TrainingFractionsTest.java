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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The setting {@code learningCurve}. */
class TrainingFractionsTest {
    @TempDir private Path folder;

    @Test
    void areNoneUnlessTheyAreGiven() {
        assertThat(read(Map.of()).learningCurve()).isEqualTo(TrainingFractions.NONE);
        assertThat(TrainingFractions.NONE.wanted()).isFalse();
    }

    @Test
    void areAscendingAndTheWholeNeedsNoTrainingOfItsOwn() {
        TrainingFractions fractions = new TrainingFractions(List.of(1.0, 0.5, 0.25));

        assertThat(fractions.fractions()).containsExactly(0.25, 0.5, 1.0);
        assertThat(fractions.belowOne()).containsExactly(0.25, 0.5);
        assertThat(new TrainingFractions(List.of(1.0)).wanted()).isTrue();
        assertThat(new TrainingFractions(List.of(1.0)).belowOne()).isEmpty();
    }

    @Test
    void areReadAndWrittenAsAList() throws IOException {
        StudySettings settings = read(Map.of("learningCurve", "[0.25, 1]"));

        assertThat(settings.learningCurve().fractions()).containsExactly(0.25, 1.0);
        assertThat(read(Map.of("learningCurve", "0.5")).learningCurve().fractions())
                .containsExactly(0.5);
        Path file = Files.writeString(folder.resolve("run.yaml"), SettingsFile.write(settings));
        assertThat(SettingsFile.read(StudySettings.defaults(), List.of(file), Map.of()))
                .isEqualTo(settings);
    }

    @Test
    void aRunFromBeforeThereWasALearningCurveHasNone() throws IOException {
        String before =
                SettingsFile.write(read(Map.of())).replaceAll("(?m)^learningCurve:.*\\R", "");
        assertThat(before).doesNotContain("learningCurve").contains("evaluation:");
        Path file = Files.writeString(folder.resolve("run.yaml"), before);

        assertThat(SettingsFile.read(StudySettings.defaults(), List.of(file), Map.of()))
                .isEqualTo(read(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0] | settings: learningCurve: a fraction of the training patients is 0.0,"
                        + " expected",
                "[1.5] | settings: learningCurve: a fraction of the training patients is 1.5",
                "[0.5, 0.5] | settings: learningCurve: the fraction 0.5 is there twice; give it"
                        + " once",
                "abc | settings: learningCurve is \"abc\", expected a",
                "[null] | settings: learningCurve: a fraction of the training patients is null",
                "null | settings: learningCurve is null, expected a list such as [0.25, 0.5]",
            })
    void saysWhatIsNoFraction(String value, String problem) {
        assertThatThrownBy(() -> read(Map.of("learningCurve", value)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(problem);
    }

    private static StudySettings read(Map<String, String> overrides) {
        return SettingsFile.read(StudySettings.defaults(), List.of(), overrides);
    }
}
