package io.podagra.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.podagra.data.InvalidInputException;
import io.podagra.model.tuning.Parameter;
import io.podagra.model.tuning.SearchSpace;
import io.podagra.model.tuning.TuningSettings;
import io.podagra.pipeline.Variation;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a user says what is searched. */
class SearchSpaceSettingsTest {
    private static final StudySettings DEFAULTS = StudySettings.defaults();
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Another value that a text can take; a new setting of this kind needs one here. */
    private static final Map<String, String> OTHER_WORD =
            Map.of(
                    "training.optimiser", "sgd",
                    "training.schedule.shape", "step",
                    "training.batchNorm", "freeze",
                    "training.loss.classWeights", "balanced",
                    "training.select", "patient");

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

    @Test
    void valuesAreSettingsAndStrengthMovesAllRangesTogether() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("augmentation.strength", 0.5);
        values.put("training.learningRate", 0.01);
        values.put("augmentation.rotation.range", List.of(-20, 20));

        StudySettings tuned = TunedSettings.apply(DEFAULTS, values);

        assertThat(tuned.training().learningRate()).isEqualTo(0.01);
        assertThat(tuned.augmentation().rotation())
                .as("half of what the same trial gave the range")
                .isEqualTo(new Variation(1, List.of(-10.0, 10.0)));
        assertThat(tuned.augmentation().shift())
                .isEqualTo(new Variation(1, List.of(-0.025, 0.025)));
        assertThat(tuned.augmentation().enabled()).isTrue();
        assertThat(tuned.training().epochs()).isEqualTo(DEFAULTS.training().epochs());
        assertThat(tuned.seed()).isEqualTo(DEFAULTS.seed());
        assertThat(tuned.split()).isEqualTo(DEFAULTS.split());
    }

    @Test
    void strengthOneChangesNothingAndZeroVariesNoImage() {
        StudySettings settings = options(Map.of());

        assertThat(TunedSettings.apply(settings, Map.of("augmentation.strength", 1)))
                .isEqualTo(settings);
        assertThat(
                        TunedSettings.apply(settings, Map.of("augmentation.strength", 0))
                                .augmentation()
                                .enabled())
                .isFalse();
    }

    @Test
    void everySettingThatCanBeSearchedIsLoopedOver() throws IOException {
        assertThat(leaves())
                .hasSizeGreaterThan(30)
                .containsKeys(
                        "training.epochs",
                        "training.stages.rates",
                        "training.loss.labelSmoothing",
                        "training.checkpointMinutes",
                        "augmentation.enabled",
                        "augmentation.verticalFlip.probability",
                        "augmentation.speckle.range");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everySettingCanBeFixed(String key) throws IOException {
        StudySettings settings = options(Map.of("tuning.space." + key, leaves().get(key)));

        assertThat(space(settings).fixed()).containsOnlyKeys(key);
        assertThat(TunedSettings.apply(settings, space(settings).fixed()).training())
                .isEqualTo(DEFAULTS.training());
        assertThat(TunedSettings.apply(settings, space(settings).fixed()).augmentation())
                .isEqualTo(DEFAULTS.augmentation());
        assertThat(read(SettingsFile.write(settings))).isEqualTo(settings);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everySettingCanBeSearched(String key) throws IOException {
        String value = leaves().get(key);
        String form = "{choice: [%s, %s]}".formatted(value, otherThan(key, value));
        StudySettings settings = options(Map.of("tuning.space", "{" + key + ": " + form + "}"));

        Parameter parameter = space(settings).searched().get(key);
        assertThat(parameter).as(form).isNotNull();
        StudySettings own = TunedSettings.apply(settings, Map.of(key, parameter.extremes().get(0)));
        StudySettings other =
                TunedSettings.apply(settings, Map.of(key, parameter.extremes().get(1)));
        assertThat(own).isEqualTo(settings);
        assertThat(other).isNotEqualTo(settings);
        assertThat(read(SettingsFile.write(settings))).isEqualTo(settings);
    }

    static List<String> keys() throws IOException {
        return List.copyOf(leaves().keySet());
    }

    /** Every setting of the sections that can be searched, as {@code section.key} to its value. */
    private static Map<String, String> leaves() throws IOException {
        Map<String, String> leaves = new LinkedHashMap<>();
        JsonNode tree = YAML.readTree(SettingsFile.write(DEFAULTS));
        for (String section : List.of("training", "augmentation")) {
            addLeaves(leaves, section, tree.get(section));
        }
        return leaves;
    }

    private static void addLeaves(Map<String, String> into, String key, JsonNode node) {
        if (node instanceof ObjectNode section) {
            section.properties()
                    .forEach(
                            entry -> addLeaves(into, key + "." + entry.getKey(), entry.getValue()));
        } else {
            into.put(key, node.toString());
        }
    }

    private static String otherThan(String key, String value) {
        if (OTHER_WORD.containsKey(key)) {
            return OTHER_WORD.get(key);
        }
        if (value.startsWith("[")) {
            String other = value.startsWith("[-") || value.startsWith("[0.0") ? "0.1" : "1.05";
            return value.replaceAll("[^,]+$", " " + other + "]");
        }
        if (value.equals("true")) {
            return "false";
        }
        return value.contains(".")
                ? String.valueOf(Double.parseDouble(value) / 2 + 0.001)
                : String.valueOf(Integer.parseInt(value) + 1);
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
