package io.podagra.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.model.tuning.Parameter;
import io.podagra.model.tuning.SearchSpace;
import io.podagra.model.tuning.TuningSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a user says what is searched. */
class SearchSpaceSettingsTest {
    private static final StudySettings DEFAULTS = StudySettings.defaults();

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                tuning:
                  space:
                    training.learningRate: {logUniform: [0.0001, 0.01]}
                    training.stages.frozen: {integer: [1, 4]}
                    training.optimiser: {choice: [adamw, sgd]}
                    training.momentum: 0.8
                """,
                """
                tuning:
                  space:
                    training:
                      learningRate: {logUniform: [0.0001, 0.01]}
                      stages:
                        frozen: {integer: [1, 4]}
                      optimiser: {choice: [adamw, sgd]}
                      momentum: 0.8
                """,
                """
                tuning:
                  space:
                    training.learningRate: {logUniform: [1e-4, 1e-2]}
                    training:
                      stages.frozen: {integer: [1, 4]}
                      optimiser:
                        choice:
                          - adamw
                          - sgd
                      momentum: {fixed: 0.8}
                """
            })
    void settingsAreNamedByTheirWholeKeyOrNestedOrBoth(String text) throws IOException {
        Map<String, Parameter> space = new LinkedHashMap<>();
        space.put("training.learningRate", new Parameter.LogUniform(0.0001, 0.01));
        space.put("training.stages.frozen", new Parameter.WholeNumber(1, 4));
        space.put("training.optimiser", new Parameter.Choice(List.of("adamw", "sgd")));
        space.put("training.momentum", new Parameter.Fixed(0.8));

        assertThat(space(read(text))).isEqualTo(new SearchSpace(space));
    }

    @Test
    void withoutASpaceTheDefaultOneIsSearched() throws IOException {
        assertThat(space(read("tuning: {trials: 3}"))).isEqualTo(SearchSpace.defaults());
        assertThat(space(read("tuning: {trials: 3}")).searched()).hasSizeGreaterThan(3);
    }

    @Test
    void aFilesSpaceTakesThePlaceOfTheDefaultAndOfAnEarlierFiles() throws IOException {
        Path first = yaml("tuning: {space: {training.dropout: {uniform: [0, 0.5]}}}");
        Path second = folder.resolve("second.yaml");
        Files.writeString(second, "tuning: {space: {training.momentum: {uniform: [0, 0.5]}}}");

        assertThat(space(SettingsFile.read(DEFAULTS, List.of(first), Map.of())).parameters())
                .containsOnlyKeys("training.dropout");
        assertThat(
                        space(SettingsFile.read(DEFAULTS, List.of(first, second), Map.of()))
                                .parameters())
                .containsOnlyKeys("training.momentum");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tuning.space.training.dropout | {uniform: [0, 0.3]}",
                "tuning.space | {training.dropout: {uniform: [0, 0.3]}}",
                "tuning.space | {training: {dropout: {uniform: [0, 0.3]}}}",
                "tuning.space.training | {dropout: {uniform: [0, 0.3]}}",
            })
    void anOptionAddsToTheSpace(String key, String value) throws IOException {
        Path file = yaml("tuning: {space: {training.learningRate: {logUniform: [0.001, 0.1]}}}");

        SearchSpace space = space(SettingsFile.read(DEFAULTS, List.of(file), Map.of(key, value)));

        assertThat(space.parameters())
                .containsOnlyKeys("training.learningRate", "training.dropout")
                .containsEntry("training.dropout", new Parameter.Uniform(0, 0.3));
    }

    @Test
    void anOptionFixesWhatTheDefaultSearches() {
        SearchSpace space = space(options(Map.of("tuning.space.training.stages.frozen", "5")));

        assertThat(space.fixed()).isEqualTo(Map.of("training.stages.frozen", 5));
        assertThat(space.searched())
                .hasSize(SearchSpace.defaults().searched().size() - 1)
                .doesNotContainKey("training.stages.frozen");
    }

    @Test
    void whatIsWrittenReadsBackTheSame() throws IOException {
        StudySettings settings =
                read(
                        """
                        tuning:
                          search: genetic
                          trials: 7
                          minutes: 1.5
                          score: auc_lower_bound
                          stopping: median
                          repeats: {best: 2, times: 5}
                          space:
                            training.learningRate: {logUniform: [1e-5, 3.0E-3]}
                            training.weightDecay: {uniform: [0, 0.00001]}
                            training.stages.rates: {choice: [[1, 1, 1, 1, 1, 1], [0.1, 0.2, 0.4, 0.6, 0.8, 1]]}
                            training.batchSize: {choice: [4, 8]}
                            augmentation.enabled: {boolean: [true, false]}
                            augmentation.rotation.range: [-3, 3.5]
                            augmentation.strength: 0.5
                        """);

        StudySettings again = read(SettingsFile.write(settings));

        assertThat(again).isEqualTo(settings);
        assertThat(space(again).parameters().keySet())
                .as("the order of columns and candidates")
                .containsExactlyElementsOf(space(settings).parameters().keySet());
        assertThat(again.tuning().space().fixed()).containsKey("augmentation.rotation.range");
    }

    /** The releases before wrote out every section, and knew no tuning. */
    @Test
    void aRunFromBeforeThereWasTuningGoesOnWithout() throws IOException {
        String before = SettingsFile.write(DEFAULTS).replaceAll("(?m)^tuning:\n(  .*\n)+", "");

        assertThat(before).doesNotContain("tuning");
        assertThat(read(before).tuning()).isEqualTo(TuningSettings.defaults().disabled());
        assertThat(read("training: {epochs: 3}").tuning().enabled()).isTrue();
    }

    private static SearchSpace space(StudySettings settings) {
        return settings.tuning().space();
    }

    private static StudySettings options(Map<String, String> overrides) {
        return SettingsFile.read(DEFAULTS, List.of(), overrides);
    }

    private StudySettings read(String text) throws IOException {
        return SettingsFile.read(DEFAULTS, List.of(yaml(text)), Map.of());
    }

    private Path yaml(String text) throws IOException {
        return Files.writeString(folder.resolve("settings.yaml"), text);
    }
}
