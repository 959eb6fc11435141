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
import org.junit.jupiter.params.provider.ValueSource;

/** What a user cannot search, and what is said of it. */
class SearchSpaceProblemsTest {
    private static final StudySettings DEFAULTS = StudySettings.defaults();

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tuning.space.training.dropuot | {uniform: [0, 0.5]} | tuning.space: there is no"
                        + " setting 'training.dropuot' to search; did you mean 'training.dropout'?",
                "tuning.space.dropout | {uniform: [0, 0.5]} | tuning.space: there is no setting"
                        + " 'dropout' to search; did you mean 'training.dropout'?",
                "tuning.space.augmentation.strenght | {uniform: [0, 1]} | tuning.space: there is"
                        + " no setting 'augmentation.strenght' to search; did you mean"
                        + " 'augmentation.strength'?",
                "tuning.space.training.stages | {integer: [0, 5]} | tuning.space: there is no"
                        + " setting 'training.stages' to search;",
                "tuning.space.training | 3 | tuning.space: there is no setting 'training' to"
                        + " search;",
                "tuning.space.image.size | {choice: [32, 64]} | tuning.space: there is no setting"
                        + " 'image.size' to search;",
                "tuning.space.seed | {integer: [1, 9]} | tuning.space: there is no setting 'seed'"
                        + " to search;",
                "tuning.space.split.testFraction | {uniform: [0.1, 0.5]} | tuning.space: there is"
                        + " no setting 'split.testFraction' to search;",
                "tuning.space.tuning.trials | {integer: [1, 9]} | tuning.space: there is no"
                        + " setting 'tuning.trials' to search;",
                "tuning.space.training.dropout | {uniform: [0, 1.5]} | tuning.space:"
                        + " training.dropout cannot be 1.5 (training: dropout is 1.5, expected",
                "tuning.space.training.batchSize | {uniform: [4, 8.5]} | tuning.space:"
                        + " training.batchSize cannot be 8.5 (training.batchSize is 8.5, expected a"
                        + " whole number)",
                "tuning.space.training.optimiser | {choice: [adamw, adam]} | tuning.space:"
                        + " training.optimiser cannot be adam (training.optimiser is \"adam\","
                        + " expected adamw or sgd)",
                "tuning.space.training.stages.frozen | {integer: [0, 6]} | tuning.space:"
                        + " training.stages.frozen cannot be 6 (training.stages: frozen is 6,",
                "tuning.space.augmentation.strength | {uniform: [0, 4]} | tuning.space:"
                        + " augmentation.strength cannot be 4.0 (augmentation.strength is 4.0,"
                        + " expected a number from 0 to 3)",
                "tuning.space.augmentation.strength | {choice: [weak, strong]} | tuning.space:"
                        + " augmentation.strength cannot be weak (augmentation.strength is weak,"
                        + " expected a number from 0 to 3)",
                "tuning.space.training.dropout | {uniform: [0.5, 0.1]} | uniform is [0.5, 0.1],"
                        + " expected two numbers, the smaller first",
                "tuning.space.training.learningRate | {logUniform: [0, 0.1]} | logUniform is [0.0,"
                        + " 0.1], expected numbers more than 0",
                "tuning.space.training.batchSize | {choice: [8, 8]} | choice is [8, 8], expected at"
                        + " least one value, and none twice",
                "tuning.space.training.dropout | {gaussian: [0, 0.5]} | training.dropout",
                "tuning.space.training.dropout | {uniform: [0, 0.5], fixed: 1} | has 2 words",
                "tuning.space.training.dropout | {} | has 0 words",
                "tuning.space.training.dropout | ~ | settings: tuning.space: training.dropout is"
                        + " null, expected one of [uniform, logUniform, integer, choice, boolean,"
                        + " fixed] with values, or a value for all trials",
                "tuning.space | 3 | 'tuning.space' is a section and cannot have a value",
                "tuning.trials | 0 | settings: tuning: trials is 0, expected a whole number from 1"
                        + " to 100000; tuning.enabled=false trains without tuning",
                "tuning.folds | 1 | folds is 1, expected",
                "tuning.holdOut | 1 | holdOut is 1.0, expected a number between 0 and 1",
                "tuning.search | bayes | settings: tuning.search is \"bayes\", expected random or"
                        + " grid or genetic",
                "tuning.repeats.best | 0 | best is 0, expected",
                "tuning.gridSteps | 1 | gridSteps is 1, expected",
            })
    void saysWhatCannotBeSearched(String key, String value, String problem) {
        assertThatThrownBy(() -> options(Map.of(key, value)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tuning: {space: {}}",
                "tuning: {space: {training.dropout: 0.5}}",
                "tuning: {space: {training.dropout: {choice: [0.5]}}}",
            })
    void saysThatThereIsNothingToSearch(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("space has nothing to search, expected at least one setting")
                .hasMessageContaining("tuning.enabled=false trains without tuning");
    }

    @Test
    void reportsEveryProblemOfASpaceAtOnce() {
        String text =
                """
                tuning:
                  space:
                    training.dropout: {uniform: [-1, 1.5]}
                    training.epoch: {integer: [1, 2]}
                    image.size: 32
                    training.momentum: {choice: [0.5, 2]}
                """;

        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        exception ->
                                assertThat(exception.problems())
                                        .hasSize(5)
                                        .allMatch(problem -> problem.startsWith("tuning.space: ")));
    }

    @Test
    void aSpaceThatIsNotSearchedIsNoProblem() {
        assertThat(
                        options(
                                        Map.of(
                                                "tuning.enabled", "false",
                                                "tuning.space.training.dropuot",
                                                        "{uniform: [0, 1]}"))
                                .tuning()
                                .enabled())
                .isFalse();
    }

    private static StudySettings options(Map<String, String> overrides) {
        return SettingsFile.read(DEFAULTS, List.of(), overrides);
    }

    private StudySettings read(String text) throws IOException {
        return SettingsFile.read(
                DEFAULTS,
                List.of(Files.writeString(folder.resolve("settings.yaml"), text)),
                Map.of());
    }
}
