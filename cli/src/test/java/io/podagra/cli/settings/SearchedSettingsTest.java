package io.podagra.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.podagra.model.tuning.Parameter;
import io.podagra.model.tuning.SearchSpace;
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
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting can be searched or fixed, and what was found becomes the setting. */
class SearchedSettingsTest {
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
        return SettingsFile.read(
                DEFAULTS,
                List.of(Files.writeString(folder.resolve("settings.yaml"), text)),
                Map.of());
    }
}
